// SPDX-License-Identifier: BSL-1.0
// The definitions of release_line.hpp.
#ifndef FAIRLEAD_LIFECYCLES_PACKAGE_RELEASE_LINE_IPP
#define FAIRLEAD_LIFECYCLES_PACKAGE_RELEASE_LINE_IPP

#include <chrono>

#include "release_line.hpp"

namespace fairlead::package {

FAIRLEAD_INLINE verdict release_line::patch_only::operator()(const release& event, const data& of) const {
  try {
    const auto next = semantic_version::parse(event.version);
    const auto last = semantic_version::parse(of.version);
    return next.major_number == last.major_number && next.minor_number == last.minor_number
               ? pass()
               : refuse("under maintenance " + of.version + " is followed by patches of it only");
  } catch (const error& problem) { return refuse(std::string(problem.what())); }
}

FAIRLEAD_INLINE verdict release_line::later_line::operator()(const next_line_ga& event, const data& of) const {
  try {
    const auto next = semantic_version::parse(event.version);
    const auto last = semantic_version::parse(of.version);
    const bool later = next.major_number > last.major_number ||
                       (next.major_number == last.major_number && next.minor_number > last.minor_number);
    if (!later) { return refuse("the version " + event.version + " belongs to no later line than " + of.version); }
    return next.prerelease.empty() ? pass() : refuse("the version " + event.version + " is a prerelease");
  } catch (const error& problem) { return refuse(std::string(problem.what())); }
}

FAIRLEAD_INLINE verdict release_line::feature_subset::operator()(const promote& event, const data&) const {
  if (event.features.source.reference.empty()) { return cannot_determine("which features are done"); }
  return event.features.done > 0 ? pass() : refuse("none of the planned features is done");
}

FAIRLEAD_INLINE verdict release_line::feature_complete::operator()(const promote& event, const data&) const {
  const release_line::scope& features = event.features;
  if (features.source.reference.empty()) { return cannot_determine("which features are done"); }
  return features.done >= features.planned && features.done > 0
             ? pass()
             : refuse(std::to_string(features.done) + " of " + std::to_string(features.planned) +
                      " planned features are done");
}

FAIRLEAD_INLINE verdict release_line::no_known_blockers::operator()(const promote& event, const data& of,
                                                                    timestamp at) const {
  const blocker_count& found = event.blockers;
  if (found.source.reference.empty() || found.counted > at || found.counted + std::chrono::hours{of.count_hours} < at) {
    return cannot_determine("which blockers are open now");
  }
  return found.open.empty() ? pass() : blocked_by(found.open.front());
}

FAIRLEAD_INLINE verdict release_line::blocker_found::operator()(const demote& event, const data&) const {
  if (event.blockers.source.reference.empty()) { return cannot_determine("which blocker was found"); }
  return event.blockers.open.empty() ? refuse("no blocker is named") : pass();
}

FAIRLEAD_INLINE verdict release_line::eol_announced::operator()(const support_elapsed& event, const data& of,
                                                                timestamp at) const {
  if (event.announcement.reference.empty()) { return refuse("the end of support was not announced"); }
  if (event.announced + std::chrono::hours{24} * of.notice_days > event.ends) {
    return refuse("the end of support was announced less than " + std::to_string(of.notice_days) + " days before it");
  }
  return at >= event.ends ? pass() : wait(event.ends, "support has not ended");
}

FAIRLEAD_INLINE release_line::publish_notes release_line::publish_notes::from(const data& of) {
  return {of.line, of.version, of.contents};
}

}  // namespace fairlead::package

#endif
