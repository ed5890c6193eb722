// SPDX-License-Identifier: BSL-1.0
// The definitions of version.hpp.
#ifndef FAIRLEAD_LIFECYCLES_VCS_VERSION_IPP
#define FAIRLEAD_LIFECYCLES_VCS_VERSION_IPP

#include <chrono>

#include "version.hpp"

namespace fairlead::vcs {

FAIRLEAD_INLINE verdict version::final_version::operator()(const finalize& event, const data&) const {
  return of_versions([&] {
    return semantic_version::parse(event.version).prerelease.empty()
               ? pass()
               : refuse("the version " + event.version + " is a prerelease");
  });
}

FAIRLEAD_INLINE verdict version::bump_matches_api_change::operator()(const finalize& event, const data& of) const {
  if (of.previous.empty()) { return pass(); }
  if (event.api.source.reference.empty() || event.api.baseline != of.previous || event.api.contents != event.contents) {
    return cannot_determine("what has changed since " + of.previous);
  }
  return of_versions([&] {
    const auto last = semantic_version::parse(of.previous);
    const auto next = semantic_version::parse(event.version);
    const version_part raised = first_raised(last, next);
    if (!numbers_begin_anew(next, raised)) {
      return refuse("behind a number that is raised the others begin at 0: " + event.version);
    }
    const version_part least = least_raised(last, event.api);
    return raised <= least ? pass()
                           : refuse(std::to_string(event.api.breaking) + " breaking changes and " +
                                    std::to_string(event.api.additions) + " additions since " + of.previous + " need " +
                                    last.bump(least).to_string() + " or later");
  });
}

FAIRLEAD_INLINE version_part version::bump_matches_api_change::first_raised(const semantic_version& last,
                                                                            const semantic_version& next) {
  if (next.major_number != last.major_number) { return version_part::major_number; }
  return next.minor_number != last.minor_number ? version_part::minor_number : version_part::patch_number;
}

FAIRLEAD_INLINE bool version::bump_matches_api_change::numbers_begin_anew(const semantic_version& next,
                                                                          version_part raised) {
  if (raised == version_part::patch_number) { return true; }
  return next.patch_number == 0 && (raised == version_part::minor_number || next.minor_number == 0);
}

FAIRLEAD_INLINE version_part version::bump_matches_api_change::least_raised(const semantic_version& last,
                                                                            const api_comparison& api) {
  const bool breaks = api.breaking > 0;
  if (last.major_number > 0) {
    if (breaks) { return version_part::major_number; }
    return api.additions > 0 ? version_part::minor_number : version_part::patch_number;
  }
  return breaks && last.minor_number > 0 ? version_part::minor_number : version_part::patch_number;
}

FAIRLEAD_INLINE verdict version::replacement_or_reason::operator()(const deprecate& event, const data& of) const {
  if (event.replacement.empty()) { return event.reason.empty() ? refuse("name a replacement or a reason") : pass(); }
  return of_versions([&] {
    return semantic_version::parse(event.replacement) == semantic_version::parse(of.version)
               ? refuse("nothing replaces itself")
               : pass();
  });
}

FAIRLEAD_INLINE verdict version::eol_announced::operator()(const eol& event, const data& of, timestamp at) const {
  if (event.announcement.reference.empty()) { return refuse("the end of support was not announced"); }
  if (event.announced + std::chrono::hours{24} * of.notice_days > event.ends) {
    return refuse("the end of support was announced less than " + std::to_string(of.notice_days) + " days before it");
  }
  return at >= event.ends ? pass() : wait(event.ends, "support has not ended");
}

FAIRLEAD_INLINE version::tag version::tag::from(const data& of) { return {of.package, of.version, of.contents}; }

}  // namespace fairlead::vcs

#endif
