// SPDX-License-Identifier: BSL-1.0
// One version of a package: cut and cut again until it is released, and never changed after that.
#ifndef FAIRLEAD_LIFECYCLES_VCS_VERSION_HPP
#define FAIRLEAD_LIFECYCLES_VCS_VERSION_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../identity/semantic_version.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::vcs {

/// @source semver.org, Semantic Versioning 2.0.0, items 3 (immutability), 9 and 11 (prereleases and precedence);
///         crates.io, yanked versions; npm deprecate
struct version : lifecycle {
  using stock = version;
  static constexpr std::string_view name = "version";

  struct planned : initial {};
  struct prerelease {};
  struct released {};
  struct deprecated {};
  struct yanked : terminal {};
  struct end_of_life : terminal {};
  struct dropped : terminal {};

  /// How the interface of some contents differs from that of the release before.
  struct api_comparison {
    std::string baseline{};       ///< version that it was compared with
    digest contents{};            ///< that were compared with it
    std::uint32_t breaking = 0;   ///< what is gone, or no longer does what it did
    std::uint32_t additions = 0;  ///< what is new, or newly deprecated
    evidence source{};

    friend bool operator==(const api_comparison&, const api_comparison&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("baseline", self.baseline);
      visit("contents", self.contents);
      visit("breaking", self.breaking);
      visit("additions", self.additions);
      visit("source", self.source);
    }
  };

  struct cut_prerelease {
    actor by{};
    std::string version{};
    digest contents{};
  };
  struct finalize {
    actor by{};
    std::string version{};
    digest contents{};
    api_comparison api{};
  };
  struct deprecate {
    actor by{};
    std::string replacement{};  ///< version of the same package
    std::string reason{};
  };
  struct yank {
    actor by{};
    std::string reason{};
  };
  struct eol {
    evidence announcement{};
    timestamp announced{};
    timestamp ends{};  ///< of support, as was announced
  };
  struct drop {
    actor by{};
    std::string reason{};
  };

  struct data {
    std::string package{};
    std::string previous{};  ///< release that this one follows; empty if it is the first
    std::string version{};   ///< as cut last; empty before the first
    digest contents{};
    api_comparison api{};
    std::string replacement{};
    /// For how long before its end the end of support must have been announced.
    /// @source Kubernetes deprecation policy, rule 5b: 6 months for generally available, administrators' elements
    std::uint32_t notice_days = 180;
    std::vector<std::string> reasons{};  ///< one line for each time that it was spoken against

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("package", self.package);
      visit("previous", self.previous);
      visit("version", self.version);
      visit("contents", self.contents);
      visit("api", self.api);
      visit("replacement", self.replacement);
      visit("notice_days", self.notice_days);
      visit("reasons", self.reasons);
    }
  };

  /// It comes after what was cut before, or else after the release before.
  struct precedence_increases {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      return of_versions([&] {
        const auto next = semantic_version::parse(event.version);
        const std::string& last = of.version.empty() ? of.previous : of.version;
        return last.empty() || semantic_version::parse(last) < next
                   ? pass()
                   : refuse("the version " + event.version + " does not follow " + last);
      });
    }
  };
  struct is_prerelease {
    template <class Event>
    verdict operator()(const Event& event, const data&) const {
      return of_versions([&] {
        return semantic_version::parse(event.version).prerelease.empty()
                   ? refuse("the version " + event.version + " is no prerelease")
                   : pass();
      });
    }
  };
  /// Prereleases of one version, and what they lead to, differ behind the '-' alone.
  struct same_core {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      return of_versions([&] {
        const auto core = semantic_version::parse(of.version).released();
        return semantic_version::parse(event.version).released() == core
                   ? pass()
                   : refuse("the version " + event.version + " is not one of " + core.to_string());
      });
    }
  };
  struct final_version {
    verdict operator()(const finalize& event, const data&) const;
  };
  /// What cannot be changed any more has to be known.
  struct contents_known {
    template <class Event>
    verdict operator()(const Event& event, const data&) const {
      return event.contents ? pass() : refuse("the digest of the contents is not known");
    }
  };
  /// The number says at least as much as has changed, and the numbers behind the one that is raised begin at 0.
  /// @source Semantic Versioning 2.0.0, items 6 to 8; below 1.0.0, where item 4 promises nothing, the Cargo book,
  ///         SemVer compatibility: the first number that is not 0 counts as the major one
  struct bump_matches_api_change {
    verdict operator()(const finalize& event, const data& of) const;

  private:
    static version_part first_raised(const semantic_version& last, const semantic_version& next);
    static bool numbers_begin_anew(const semantic_version& next, version_part raised);
    static version_part least_raised(const semantic_version& last, const api_comparison& api);
  };
  struct replacement_or_reason {
    verdict operator()(const deprecate& event, const data& of) const;
  };
  struct eol_announced {
    verdict operator()(const eol& event, const data& of, timestamp at) const;
  };

  struct adopt {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.version = event.version;
      of.contents = event.contents;
    }
  };
  struct record_api {
    void operator()(const finalize& event, data& of) const { of.api = event.api; }
  };
  struct record_replacement {
    void operator()(const deprecate& event, data& of) const { of.replacement = event.replacement; }
  };
  struct record_reason {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.reasons.push_back(event.by.id + ": " + event.reason);
    }
  };

  /// Asks for a tag on exactly these contents.
  struct tag {
    std::string package{};
    std::string version{};
    digest contents{};
    static tag from(const data& of);
  };
  struct notify_dependents {
    std::string package{};
    std::string version{};
    std::string replacement{};
    std::string reason{};
    template <class Event>
    static notify_dependents from(const Event& event, const data& of) {
      return {of.package, of.version, of.replacement, event.reason};
    }
  };

  // clang-format off
  using transitions = table<
      row<planned,    cut_prerelease, prerelease,  when<precedence_increases, is_prerelease, contents_known>,            then<adopt, raise<tag>>>,
      row<prerelease, cut_prerelease, stay,        when<precedence_increases, same_core, is_prerelease, contents_known>, then<adopt, raise<tag>>>,
      row<planned,    finalize,       released,    when<precedence_increases, final_version, contents_known, bump_matches_api_change>,
                                                                                            then<adopt, record_api, raise<tag>>>,
      row<prerelease, finalize,       released,    when<same_core, final_version, contents_known, bump_matches_api_change>,
                                                                                            then<adopt, record_api, raise<tag>>>,
      row<released,   deprecate,      deprecated,  when<replacement_or_reason>,             then<record_replacement, record_reason, raise<notify_dependents>>>,
      row<any_of<released, deprecated>,
                      yank,           yanked,      when<reason_given>,                      then<record_reason, raise<notify_dependents>>>,
      row<deprecated, eol,            end_of_life, when<eol_announced>>,
      row<any_of<planned, prerelease>,
                      drop,           dropped,     when<>,                                  then<record_reason>>>;
  // clang-format on

  using invariants =
      prove<no_path<released, prerelease>, no_path<released, planned>, no_path<released, dropped>,
            no_path<prerelease, planned>, entry_requires<released, bump_matches_api_change>,
            entry_requires<released, any_of<precedence_increases, same_core>>, entry_requires<released, final_version>,
            entry_requires<released, contents_known>, event_requires<cut_prerelease, precedence_increases>,
            event_requires<cut_prerelease, is_prerelease>, event_requires<cut_prerelease, contents_known>,
            event_requires<cut_prerelease, same_core>::from<prerelease>,
            event_requires<finalize, same_core>::from<prerelease>, event_requires<deprecate, replacement_or_reason>,
            entry_requires<yanked, reason_given>, entry_requires<end_of_life, eol_announced>,
            always_passes<planned, any_of<deprecated, yanked, end_of_life>, released>,
            always_passes<released, end_of_life, deprecated>, event_leads_only_to<cut_prerelease, prerelease>,
            event_leads_only_to<finalize, released>, accepts<any_of<planned, prerelease>, cut_prerelease>,
            accepts<any_of<planned, prerelease>, finalize>, unconditional<any_of<planned, prerelease>, drop>>;

private:
  // What `decide` says of versions that it reads; a text that is none is refused in the words of the reader.
  template <class Decide>
  static verdict of_versions(Decide decide) {
    try {
      return decide();
    } catch (const error& problem) { return refuse(std::string(problem.what())); }
  }
};

static_assert(holds<version>);

}  // namespace fairlead::vcs

#if FAIRLEAD_DEFINE_INLINE
#include "version.ipp"
#endif

#endif
