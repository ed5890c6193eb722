// SPDX-License-Identifier: BSL-1.0
// The definitions of branch.hpp.
#ifndef FAIRLEAD_LIFECYCLES_VCS_BRANCH_IPP
#define FAIRLEAD_LIFECYCLES_VCS_BRANCH_IPP

#include "../elements.hpp"
#include "branch.hpp"

namespace fairlead::vcs {

FAIRLEAD_INLINE bool branch::data::is_authority(const actor& who) const {
  return !who.is_robot() && detail::contains(authorities, who.id);
}

FAIRLEAD_INLINE verdict branch::merged_or_forced::operator()(const erase& event, const data& of) const {
  const containment& usage = event.usage;
  const bool known = !usage.source.reference.empty() && usage.tip == of.tip;
  if (known && !usage.contained_in.empty() && usage.contained_in != of.name) { return pass(); }
  if (!event.override_by) {
    return known ? refuse("no other branch has what is on " + of.name)
                 : cannot_determine("which branch has " + of.tip.abbreviated());
  }
  if (!is_admin(event.override_by->by)) { return refuse(event.override_by->by.id + " is no admin"); }
  return event.override_by->reason.empty() ? refuse("an override must say why") : pass();
}

FAIRLEAD_INLINE verdict branch::admin::operator()(const unprotect& event, const data&) const {
  return is_admin(event.by) ? pass() : refuse(event.by.id + " is no admin");
}

FAIRLEAD_INLINE verdict branch::not_self::operator()(const unprotect& event, const data& of) const {
  if (event.requested_by.id.empty()) { return refuse("somebody else has to ask for it"); }
  return event.by != event.requested_by && event.by != of.author
             ? pass()
             : refuse("neither who asks for it nor the author of the branch unprotects it");
}

FAIRLEAD_INLINE verdict branch::not_self::operator()(const merge& event, const data&) const {
  const auto own = [&](const actor& who) { return who == event.change.author || who == event.change.uploader; };
  if (own(event.by) || (event.exception && own(event.exception->by))) {
    return refuse("nobody excepts their own change from a freeze");
  }
  return pass();
}

FAIRLEAD_INLINE verdict branch::change_merged::operator()(const merge& event, const data& of) const {
  const merge_record& what = event.change;
  if (what.change.empty() || !what.commit.id) { return cannot_determine("which change was merged"); }
  if (what.branch != of.name) { return refuse("the change " + what.change + " is for " + what.branch); }
  return what.commit.base == of.tip
             ? pass()
             : refuse("the commit follows " + what.commit.base.abbreviated() + ", the tip is " + of.tip.abbreviated());
}

FAIRLEAD_INLINE verdict branch::freeze_exception::operator()(const merge& event, const data& of) const {
  if (!event.exception) { return refuse(of.name + " is frozen: an exception is needed"); }
  if (!of.is_authority(event.exception->by)) {
    return refuse(event.exception->by.id + " does not decide on freezes of " + of.name);
  }
  return event.exception->reason.empty() || event.exception->ticket.empty()
             ? refuse("an exception says why, and where it is reviewed")
             : pass();
}

FAIRLEAD_INLINE void branch::audit::operator()(const unprotect& event, data& of) const {
  of.audit_trail.push_back("unprotected by " + event.by.id + " for " + event.requested_by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void branch::audit::operator()(const thaw& event, data& of) const {
  of.audit_trail.push_back("thawed by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void branch::audit::operator()(const erase& event, data& of) const {
  if (!event.override_by) { return; }
  of.audit_trail.push_back("deleted at " + of.tip.abbreviated() + " by " + event.by.id + ", as " +
                           event.override_by->by.id + " allowed: " + event.override_by->reason);
}

FAIRLEAD_INLINE void branch::record_freeze::operator()(const freeze& event, data& of) const {
  of.frozen_by = freeze_statement{event.by, event.reason, event.expires};
}

FAIRLEAD_INLINE void branch::advance::operator()(const merge& event, data& of) const {
  of.tip = event.change.commit.id;
  of.last_change = event.change.change;
}

FAIRLEAD_INLINE void branch::audit_override::operator()(const merge& event, data& of) const {
  of.audit_trail.push_back(event.change.change + " merged in spite of the freeze, as " + event.exception->by.id +
                           " allowed: " + event.exception->reason + " (" + event.exception->ticket + ")");
}

FAIRLEAD_INLINE branch::emit_branch_deleted branch::emit_branch_deleted::from(const data& of) {
  return {of.name, of.tip};
}
FAIRLEAD_INLINE branch::emit_freeze branch::emit_freeze::from(const freeze& event, const data& of) {
  return {of.name, event.reason, event.expires};
}
FAIRLEAD_INLINE branch::emit_thaw branch::emit_thaw::from(const data& of) { return {of.name}; }

}  // namespace fairlead::vcs

#endif
