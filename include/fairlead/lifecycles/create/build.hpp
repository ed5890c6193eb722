// SPDX-License-Identifier: BSL-1.0
// One build from queue to end. It has succeeded only where the digests of all that it made are known.
#ifndef FAIRLEAD_LIFECYCLES_CREATE_BUILD_HPP
#define FAIRLEAD_LIFECYCLES_CREATE_BUILD_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::create {

/// @source CDEvents build.queued, build.started, build.finished; OpenTelemetry cicd.pipeline.result;
///         GitHub Actions usage limits: 24 hours in the queue of self-hosted runners, 6 hours for a job
struct build : lifecycle {
  using stock = build;
  static constexpr std::string_view name = "build";

  struct queued : initial, waiting {
    static constexpr auto patience = hours{24};
  };
  struct running : waiting {
    static constexpr auto patience = hours{6};
  };
  struct succeeded : terminal {};
  struct failed : terminal {};   ///< the sources are at fault
  struct errored : terminal {};  ///< the build's own machinery is at fault
  struct timed_out : terminal {};
  struct canceled : terminal {};

  /// What the worker says of the build that it ran.
  enum class result : std::uint8_t { success, failure, error };
  /// How a build that has ended is reported to others; a timeout is an error there.
  /// @source CDEvents 0.5.1, build.finished: outcome
  enum class reported : std::uint8_t { success, failure, cancel, error };

  /// Where a build runs.
  struct worker {
    std::string id{};                   ///< empty for none
    std::vector<std::string> labels{};  ///< what it offers, for example "linux" or "arm64"

    friend bool operator==(const worker&, const worker&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("labels", self.labels);
    }
  };
  /// Something that the build has made.
  struct output {
    std::string key{};  ///< package URL
    digest content{};

    friend bool operator==(const output&, const output&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("key", self.key);
      visit("content", self.content);
    }
  };

  struct build_started {
    create::build::worker worker{};
  };
  struct build_finished {
    result outcome = result::error;
    std::vector<output> outputs{};
    evidence provenance{};  ///< how they were made
    std::string reason{};   ///< of a failure or an error
  };
  struct cancel {
    actor by{};
    std::string reason{};
  };

  struct data {
    std::string id{};
    digest source{};                      ///< of the revision that is built
    std::vector<std::string> needs{};     ///< labels that a worker must have
    std::vector<std::string> expected{};  ///< keys of what has to be made; none means: at least something
    create::build::worker assigned{};     ///< none while queued
    std::vector<output> outputs{};        ///< none before success
    evidence provenance{};
    std::string reason{};  ///< why it ended otherwise

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("source", self.source);
      visit("needs", self.needs);
      visit("expected", self.expected);
      visit("assigned", self.assigned);
      visit("outputs", self.outputs);
      visit("provenance", self.provenance);
      visit("reason", self.reason);
    }
  };

  /// There is a worker, and it offers all that this build needs.
  struct worker_assigned {
    verdict operator()(const build_started& event, const data& of) const;
  };
  /// Each output is there once, with a digest; none that was expected is missing; and they can be traced.
  struct digests_recorded {
    verdict operator()(const build_finished& event, const data& of) const;

  private:
    static std::ptrdiff_t times(const build_finished& event, const std::string& key);
  };

  struct assign {
    void operator()(const build_started& event, data& of) const { of.assigned = event.worker; }
  };
  struct record_provenance {
    void operator()(const build_finished& event, data& of) const;
  };
  struct record_reason {
    void operator()(const build_finished& event, data& of) const { of.reason = event.reason; }
    void operator()(const cancel& event, data& of) const { of.reason = event.reason; }
    void operator()(const deadline&, data& of) const;
  };
  /// A success that cannot be traced is none.
  struct record_gap {
    void operator()(const build_finished& event, data& of) const;
  };

  struct emit_build_started {
    std::string id{};
    std::string worker{};
    static emit_build_started from(const data& of);
  };
  struct emit_build_finished {
    std::string id{};
    reported outcome = reported::error;
    std::vector<output> outputs{};
    std::string reason{};
    template <class Event>
    static emit_build_finished from(const Event& event, const data& of) {
      return {of.id, outcome_of(event, of), of.outputs, of.reason};
    }

  private:
    static reported outcome_of(const build_finished& event, const data& of);
    static reported outcome_of(const cancel&, const data&) { return reported::cancel; }
    static reported outcome_of(const deadline&, const data&) { return reported::error; }
  };

  using reports_success = is<&build_finished::outcome, result::success>;
  using reports_failure = is<&build_finished::outcome, result::failure>;
  using reports_error = is<&build_finished::outcome, result::error>;

  // clang-format off
  using transitions = table<
      row<queued,  build_started,  running,   when<worker_assigned>,                         then<assign, raise<emit_build_started>>>,
      row<queued,  deadline,       timed_out, when<>,                                        then<record_reason, raise<emit_build_finished>>>,
      row<running, build_finished, succeeded, when<reports_success, digests_recorded>,       then<record_provenance, raise<emit_build_finished>>>,
      row<running, build_finished, errored,   when<reports_success, not_<digests_recorded>>, then<record_gap, raise<emit_build_finished>>>,
      row<running, build_finished, failed,    when<reports_failure>,                         then<record_reason, raise<emit_build_finished>>>,
      row<running, build_finished, errored,   when<reports_error>,                           then<record_reason, raise<emit_build_finished>>>,
      row<running, deadline,       timed_out, when<>,                                        then<record_reason, raise<emit_build_finished>>>,
      row<any_of<queued, running>,
                   cancel,         canceled,  when<>,                                        then<record_reason, raise<emit_build_finished>>>>;
  // clang-format on

  using outcomes = partition<success<succeeded>, failure<failed, errored, timed_out>, neutral<canceled>>;
  using invariants =
      prove<entry_requires<succeeded, digests_recorded>, entry_requires<succeeded, reports_success>,
            entry_requires<running, worker_assigned>, always_passes<queued, succeeded, running>,
            unconditional<any_of<queued, running>, cancel>, event_leads_only_to<cancel, canceled>,
            event_leads_only_to<build_finished, succeeded, failed, errored>, event_leads_only_to<deadline, timed_out>>;
};

static_assert(holds<build>);

}  // namespace fairlead::create

#if FAIRLEAD_DEFINE_INLINE
#include "build.ipp"
#endif

#endif
