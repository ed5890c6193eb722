// SPDX-License-Identifier: BSL-1.0
// A line of versions from its first experiments to the end of its support. Versions only ever increase.
#ifndef FAIRLEAD_LIFECYCLES_PACKAGE_RELEASE_LINE_HPP
#define FAIRLEAD_LIFECYCLES_PACKAGE_RELEASE_LINE_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../identity/semantic_version.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::package {

/// A beta of 2.1.0 that is found wanting as its release candidate becomes a beta of 2.1.1, 2.2.0 or later: of one
/// version, "beta" sorts before "rc".
/// @source the stages of software releases (alpha, beta, candidate, general availability, maintenance, end of life);
///         semver.org, Semantic Versioning 2.0.0, item 11
struct release_line : lifecycle {
  using stock = release_line;
  static constexpr std::string_view name = "release_line";

  struct pre_alpha : initial {};
  struct alpha {};
  struct beta {};
  struct release_candidate {};
  struct general_availability {};
  struct maintenance {};  ///< a later line has taken over; patches only
  struct end_of_life : terminal {};
  struct discontinued : terminal {};

  /// How much of what was planned for the line is there.
  struct scope {
    std::uint32_t planned = 0;
    std::uint32_t done = 0;
    evidence source{};
  };
  /// Blockers that were open when they were counted.
  struct blocker_count {
    std::vector<std::string> open{};  ///< ids
    timestamp counted{};
    evidence source{};
  };

  struct promote {
    actor by{};
    std::string version{};
    release_line::scope features{};
    blocker_count blockers{};
    digest contents{};           ///< of the candidate that is to be generally available
    approval_record approval{};  ///< of those
  };
  struct respin {
    std::string version{};
  };
  struct demote {
    std::string version{};
    blocker_count blockers{};
  };
  struct release {
    actor by{};
    std::string version{};
    digest contents{};
    approval_record approval{};
  };
  struct next_line_ga {
    std::string version{};  ///< first one of the next line
  };
  struct support_elapsed {
    evidence announcement{};
    timestamp announced{};
    timestamp ends{};  ///< of support, as was announced
  };
  struct discontinue {
    actor by{};
    std::string reason{};
  };

  struct data {
    std::string line{};     ///< its name, for example "2.x"
    std::string version{};  ///< the latest; empty before the first
    digest contents{};      ///< of the latest version that is generally available
    /// For how long before its end the end of support must have been announced.
    /// @source Kubernetes deprecation policy, rule 5b: 6 months for generally available, administrators' elements
    std::uint32_t notice_days = 180;
    std::uint32_t count_hours = 24;  ///< for how long a count of blockers holds; our choice
    std::string reason{};            ///< why it was discontinued

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("line", self.line);
      visit("version", self.version);
      visit("contents", self.contents);
      visit("notice_days", self.notice_days);
      visit("count_hours", self.count_hours);
      visit("reason", self.reason);
    }
  };

  struct version_increases {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      try {
        const auto next = semantic_version::parse(event.version);
        if (!of.version.empty() && next <= semantic_version::parse(of.version)) {
          return refuse("the version " + event.version + " does not follow " + of.version);
        }
      } catch (const error& problem) { return refuse(std::string(problem.what())); }
      return pass();
    }
  };
  /// What is generally available is no prerelease.
  struct final_version {
    template <class Event>
    verdict operator()(const Event& event, const data&) const {
      try {
        return semantic_version::parse(event.version).prerelease.empty()
                   ? pass()
                   : refuse("the version " + event.version + " is a prerelease");
      } catch (const error& problem) { return refuse(std::string(problem.what())); }
    }
  };
  struct patch_only {
    verdict operator()(const release& event, const data& of) const;
  };
  /// The next line is a later one, and has left its prereleases behind.
  struct later_line {
    verdict operator()(const next_line_ga& event, const data& of) const;
  };
  struct feature_subset {
    verdict operator()(const promote& event, const data&) const;
  };
  struct feature_complete {
    verdict operator()(const promote& event, const data&) const;
  };
  struct no_known_blockers {
    verdict operator()(const promote& event, const data& of, timestamp at) const;
  };
  struct blocker_found {
    verdict operator()(const demote& event, const data&) const;
  };
  struct approved_candidate {
    template <class Event>
    verdict operator()(const Event& event, const data&, timestamp at) const {
      if (!event.contents) { return refuse("the digest of the candidate is not known"); }
      if (event.approval.approvers.empty()) { return needs_approval("nobody has approved " + event.version); }
      return event.approval.valid(event.contents, at)
                 ? pass()
                 : needs_approval("the approval has expired or is for other contents");
    }
  };
  struct eol_announced {
    verdict operator()(const support_elapsed& event, const data& of, timestamp at) const;
  };

  struct adopt_version {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.version = event.version;
    }
  };
  struct adopt_contents {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.contents = event.contents;
    }
  };
  struct record_reason {
    void operator()(const discontinue& event, data& of) const { of.reason = event.by.id + ": " + event.reason; }
  };

  struct publish_notes {
    std::string line{};
    std::string version{};
    digest contents{};
    static publish_notes from(const data& of);
  };

  // clang-format off
  using transitions = table<
      row<pre_alpha,            promote,         alpha,             when<feature_subset, version_increases>,    then<adopt_version>>,
      row<alpha,                promote,         beta,              when<feature_complete, version_increases>,  then<adopt_version>>,
      row<beta,                 promote,         release_candidate, when<no_known_blockers, version_increases>, then<adopt_version>>,
      row<release_candidate,    respin,          stay,              when<version_increases>,                    then<adopt_version>>,
      row<release_candidate,    demote,          beta,              when<blocker_found, version_increases>,     then<adopt_version>>,
      row<release_candidate,    promote,         general_availability,
                                                 when<approved_candidate, version_increases, final_version>,             then<adopt_version, adopt_contents, raise<publish_notes>>>,
      row<general_availability, release,         stay,
                                                 when<version_increases, approved_candidate, final_version>,             then<adopt_version, adopt_contents, raise<publish_notes>>>,
      row<general_availability, next_line_ga,    maintenance,       when<later_line>>,
      row<maintenance,          release,         stay,
                                                 when<patch_only, version_increases, approved_candidate, final_version>, then<adopt_version, adopt_contents, raise<publish_notes>>>,
      row<any_of<general_availability, maintenance>,
                                support_elapsed, end_of_life,       when<eol_announced>>,
      row<any_of<pre_alpha, alpha, beta, release_candidate>,
                                discontinue,     discontinued,      when<reason_given>,                         then<record_reason>>>;
  // clang-format on

  using invariants =
      prove<always_passes<pre_alpha, general_availability, release_candidate>,
            no_path<general_availability, release_candidate>, entry_requires<general_availability, approved_candidate>,
            entry_requires<general_availability, final_version>, entry_requires<end_of_life, eol_announced>,
            event_requires<promote, version_increases>, event_requires<respin, version_increases>,
            event_requires<demote, version_increases>, event_requires<release, version_increases>,
            event_requires<release, approved_candidate>, event_requires<release, patch_only>::from<maintenance>,
            no_path<maintenance, general_availability>, no_path<general_availability, discontinued>,
            exits_only_to<release_candidate, beta, general_availability, discontinued>,
            event_requires<next_line_ga, later_line>>;
};

static_assert(holds<release_line>);

}  // namespace fairlead::package

#if FAIRLEAD_DEFINE_INLINE
#include "release_line.ipp"
#endif

#endif
