// SPDX-License-Identifier: BSL-1.0
// The definitions of check_run.hpp.
#ifndef FAIRLEAD_LIFECYCLES_VERIFY_CHECK_RUN_IPP
#define FAIRLEAD_LIFECYCLES_VERIFY_CHECK_RUN_IPP

#include "../elements.hpp"
#include "check_run.hpp"

namespace fairlead::verify {

FAIRLEAD_INLINE verdict check_run::subject_digest_bound::operator()(const check_started& event, const data& of) const {
  if (!of.subject) { return refuse("the digest of what is to be checked is not known"); }
  return event.subject == of.subject ? pass()
                                     : refuse("the check runs on " + event.subject.abbreviated() +
                                              ", it was asked for " + of.subject.abbreviated());
}

FAIRLEAD_INLINE verdict check_run::not_applicable::operator()(const skip& event, const data& of) const {
  if (of.applies_to.empty()) { return refuse("the check " + of.check + " always applies"); }
  if (event.changed.empty()) { return cannot_determine("what has changed"); }
  for (const std::string& scope : event.changed) {
    if (detail::any(of.applies_to, [&](const std::string& each) { return scope_covers(each, scope); })) {
      return refuse("the check " + of.check + " is about " + scope + ", which has changed");
    }
  }
  return pass();
}

FAIRLEAD_INLINE verdict check_run::report_agrees::operator()(const check_finished& event, const data& of) const {
  const verify::check_run::report& made = event.report;
  if (made.subject != of.subject) { return refuse("the report is of " + made.subject.abbreviated()); }
  if (made.source.reference.empty()) { return refuse("a success must refer to its report"); }
  if (made.passing == 0) { return refuse("nothing was checked"); }
  return made.failing == 0 ? pass() : refuse("the report has " + std::to_string(made.failing) + " failures");
}

FAIRLEAD_INLINE check_run::emit_testsuiterun_started check_run::emit_testsuiterun_started::from(const data& of) {
  return {of.check, of.subject, of.environment};
}
FAIRLEAD_INLINE check_run::emit_testcaserun_skipped check_run::emit_testcaserun_skipped::from(const data& of) {
  return {of.check, of.subject, of.reason};
}

}  // namespace fairlead::verify

#endif
