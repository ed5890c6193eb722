// SPDX-License-Identifier: BSL-1.0
// What events carry where the library cannot know for itself: evidence with a reference, never a bare flag.
#ifndef FAIRLEAD_LIFECYCLES_EVIDENCE_HPP
#define FAIRLEAD_LIFECYCLES_EVIDENCE_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../config.hpp"
#include "../identity/actor.hpp"
#include "../identity/digest.hpp"
#include "../identity/timestamp.hpp"

namespace fairlead {

/// Something that can be looked up: a log, a report, a ticket, an attestation.
struct evidence {
  std::string reference{};  ///< URI or ticket; empty means that there is none
  digest content{};         ///< of what the reference points at, where it was taken down

  friend bool operator==(const evidence&, const evidence&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("reference", self.reference);
    visit("content", self.content);
  }
};

/// A count of health checks on what runs, taken of one set of contents.
struct health_report {
  digest subject{};           ///< contents that were running when the checks were made
  std::uint32_t passing = 0;  ///< checks that passed
  std::uint32_t total = 0;    ///< checks that were made
  evidence source{};

  /// True if at least one check was made of `contents`, and all passed.
  [[nodiscard]] bool healthy(const digest& contents) const;
  friend bool operator==(const health_report&, const health_report&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("subject", self.subject);
    visit("passing", self.passing);
    visit("total", self.total);
    visit("source", self.source);
  }
};

/// An explicit decision to act in spite of a freeze. It is recorded with the transition that it lets through.
struct override_statement {
  actor by{};
  std::string reason{};
  std::string ticket{};  ///< where the override is reviewed afterwards

  friend bool operator==(const override_statement&, const override_statement&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("by", self.by);
    visit("reason", self.reason);
    visit("ticket", self.ticket);
  }
};

/// An exception to a rule that somebody answers for, until it expires.
struct exception_record {
  actor by{};
  std::string reason{};
  timestamp expires{};

  friend bool operator==(const exception_record&, const exception_record&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("by", self.by);
    visit("reason", self.reason);
    visit("expires", self.expires);
  }
};

/// The right to change an environment, until it lapses. The token grows with every grant, so that a holder whose lease
/// has lapsed cannot act on the environment after its successor.
struct lease {
  std::string environment{};
  std::string owner{};      ///< principal that holds it
  std::uint64_t token = 0;  ///< fencing token; 0 is never granted
  timestamp expires{};

  friend bool operator==(const lease&, const lease&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("environment", self.environment);
    visit("owner", self.owner);
    visit("token", self.token);
    visit("expires", self.expires);
  }
};

/// A standing approval for changes of one scope: ITIL's standard change.
struct preapproval {
  std::string id{};     ///< empty means that there is none
  std::string scope{};  ///< what it covers; a scope ending in '/' covers all below it
  timestamp expires{};
  std::vector<std::string> excluded{};  ///< scopes that it does not cover, though they lie below `scope`

  friend bool operator==(const preapproval&, const preapproval&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("id", self.id);
    visit("scope", self.scope);
    visit("expires", self.expires);
    visit("excluded", self.excluded);
  }
};

/// True if `scope` equals `pattern`, or lies below it where `pattern` ends in '/'.
[[nodiscard]] bool scope_covers(std::string_view pattern, std::string_view scope) noexcept;

/// An approval that was given: for which contents, by whom, and until when.
struct approval_record {
  digest subject{};
  std::vector<std::string> approvers{};  ///< principals
  timestamp expires{};

  /// True if it is for `contents` and has not expired at `at`.
  [[nodiscard]] bool valid(const digest& contents, timestamp at) const;
  friend bool operator==(const approval_record&, const approval_record&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("subject", self.subject);
    visit("approvers", self.approvers);
    visit("expires", self.expires);
  }
};

/// How an approval ended.
/// @source CDEvents 0.6.0-draft, approval.closed: status
enum class approval_status : std::uint8_t { approved, rejected, cancelled, expired };

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "evidence.ipp"
#endif

#endif
