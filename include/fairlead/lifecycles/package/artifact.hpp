// SPDX-License-Identifier: BSL-1.0
// A package from its name to its deletion: built, signed, published, and withdrawn without breaking who depends on it.
#ifndef FAIRLEAD_LIFECYCLES_PACKAGE_ARTIFACT_HPP
#define FAIRLEAD_LIFECYCLES_PACKAGE_ARTIFACT_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead {

/// The role that decides on artifacts in quarantine.
inline constexpr std::string_view security_role_name = "security";

namespace package {

/// @source CDEvents artifact.packaged, signed, published, downloaded, deleted; SLSA 1.0 provenance and verification
///         summary; OCI image specification, descriptor; yanking as on crates.io and PyPI (PEP 592)
struct artifact : lifecycle {
  using stock = artifact;
  static constexpr std::string_view name = "artifact";

  struct declared : initial {};
  struct packaged {};
  struct sealed {
    static constexpr std::string_view name = "signed";  // a word of C++
  };
  struct published {};
  struct deprecated {};
  struct quarantined : waiting {
    static constexpr auto patience = hours{72};
  };
  struct yanked {};
  struct deleted : terminal {};

  /// A statement about some contents: a bill of materials, or how they were made.
  struct attestation {
    digest subject{};
    std::string by{};  ///< principal that answers for it: for provenance, the builder
    evidence source{};

    friend bool operator==(const attestation&, const attestation&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("subject", self.subject);
      visit("by", self.by);
      visit("source", self.source);
    }
  };
  /// Whose signatures count, and until when.
  struct trust {
    std::string signer{};
    timestamp expires{};

    friend bool operator==(const trust&, const trust&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("signer", self.signer);
      visit("expires", self.expires);
    }
  };
  /// @source SLSA 1.0, verification summary attestation: verificationResult
  enum class summary_result : std::uint8_t { failed, passed };
  /// What the gates have said of some contents.
  struct verification_summary {
    digest subject{};
    summary_result result = summary_result::failed;
    timestamp expires{};  ///< when it has to be verified again: a waiver that it rests on ends then
    evidence source{};
  };
  /// Where some contents run.
  struct inventory {
    digest subject{};
    std::vector<std::string> live_in{};  ///< environments
    timestamp taken{};
    evidence source{};
  };

  struct pack {
    static constexpr std::string_view name = "package";
    digest content{};
    std::uint64_t size = 0;  ///< bytes
  };
  struct sign {
    attestation signature{};
  };
  struct publish {
    actor by{};
    attestation sbom{};
    attestation provenance{};
    verification_summary summary{};
  };
  struct download {
    std::string by{};
  };
  struct deprecate {
    actor by{};
    std::string replacement{};  ///< package URL
    std::string reason{};
  };
  struct yank {
    actor by{};
    std::string reason{};
  };
  struct quarantine {
    actor by{};
    std::string reason{};
  };
  struct clear_quarantine {
    actor by{};
    std::string reason{};
  };
  struct condemn {
    actor by{};
    std::string reason{};
  };
  struct erase {
    static constexpr std::string_view name = "delete";  // a word of C++
    actor by{};
    inventory usage{};
  };
  struct discard {
    actor by{};
    inventory usage{};
  };

  struct data {
    std::string key{};  ///< package URL
    actor author{};
    std::vector<trust> trusted_signers{};
    std::vector<std::string> trusted_builders{};  ///< principals whose provenance counts
    std::uint32_t retention_days = 90;            ///< between withdrawal and deletion; our choice
    std::uint32_t inventory_hours = 24;           ///< for how long an inventory counts; our choice
    digest content{};
    std::uint64_t size = 0;  ///< bytes
    attestation signature{};
    attestation sbom{};
    attestation provenance{};
    std::uint64_t downloads = 0;
    std::string replacement{};
    timestamp withdrawn{};               ///< when it was last deprecated, yanked or condemned
    std::vector<std::string> reasons{};  ///< one line for each decision

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("key", self.key);
      visit("author", self.author);
      visit("trusted_signers", self.trusted_signers);
      visit("trusted_builders", self.trusted_builders);
      visit("retention_days", self.retention_days);
      visit("inventory_hours", self.inventory_hours);
      visit("content", self.content);
      visit("size", self.size);
      visit("signature", self.signature);
      visit("sbom", self.sbom);
      visit("provenance", self.provenance);
      visit("downloads", self.downloads);
      visit("replacement", self.replacement);
      visit("withdrawn", self.withdrawn);
      visit("reasons", self.reasons);
    }

    /// True if one of the trusted signers answers for `signature`, and it is of `content`.
    [[nodiscard]] bool trusts(const attestation& made, timestamp at) const;
  };

  struct digest_known {
    verdict operator()(const pack& event, const data&) const;
  };
  struct size_known {
    verdict operator()(const pack& event, const data&) const;
  };
  struct signer_trusted {
    verdict operator()(const sign& event, const data& of, timestamp at) const;
  };
  struct sbom_attached {
    verdict operator()(const publish& event, const data& of) const;
  };
  struct provenance_attached {
    verdict operator()(const publish& event, const data& of) const;
  };
  struct gate_satisfied {
    verdict operator()(const publish& event, const data& of, timestamp at) const;
  };
  struct replacement_or_reason {
    verdict operator()(const deprecate& event, const data& of) const;
  };
  struct security_role {
    template <class Event>
    verdict operator()(const Event& event, const data&) const {
      if (event.by.is_robot()) { return refuse("a robot does not decide on a quarantine"); }
      return event.by.has_role(security_role_name) ? pass() : refuse(event.by.id + " does not have the role security");
    }
  };
  /// What was signed before the quarantine is so still, by somebody who is trusted still.
  struct signature_holds {
    verdict operator()(const clear_quarantine&, const data& of, timestamp at) const;
  };
  struct retention_elapsed {
    verdict operator()(const erase&, const data& of, timestamp at) const;
  };
  struct not_live_anywhere {
    template <class Event>
    verdict operator()(const Event& event, const data& of, timestamp at) const {
      const inventory& usage = event.usage;
      if (usage.source.reference.empty() || usage.subject != of.content) { return cannot_determine("where it runs"); }
      if (usage.taken > at || usage.taken + hours{of.inventory_hours} < at) {
        return cannot_determine("where it runs now: the inventory is of another time");
      }
      return usage.live_in.empty() ? pass() : refuse("it runs in " + usage.live_in.front());
    }
  };

  struct bind_content {
    void operator()(const pack& event, data& of) const;
  };
  struct record_signature {
    void operator()(const sign& event, data& of) const { of.signature = event.signature; }
  };
  struct attach {
    void operator()(const publish& event, data& of) const;
  };
  struct count_download {
    void operator()(const download&, data& of) const { ++of.downloads; }
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
  struct start_retention {
    template <class Event>
    void operator()(const Event&, data& of, timestamp at) const {
      of.withdrawn = at;
    }
  };

  /// A fact for the world, or a request to it, about this artifact.
  template <class Self>
  struct about_artifact {
    std::string key{};
    digest content{};
    static Self from(const data& of) {
      Self signal;
      signal.key = of.key;
      signal.content = of.content;
      return signal;
    }
  };
  struct emit_artifact_packaged : about_artifact<emit_artifact_packaged> {};
  struct emit_artifact_signed {
    std::string key{};
    attestation signature{};
    static emit_artifact_signed from(const data& of);
  };
  struct emit_artifact_published : about_artifact<emit_artifact_published> {};
  struct emit_artifact_downloaded : about_artifact<emit_artifact_downloaded> {};
  struct emit_artifact_deleted : about_artifact<emit_artifact_deleted> {};
  struct escalate : about_artifact<escalate> {};
  struct notify_dependents {
    std::string key{};
    digest content{};
    std::string reason{};
    template <class Event>
    static notify_dependents from(const Event& event, const data& of) {
      return {of.key, of.content, event.reason};
    }
  };

  // clang-format off
  using transitions = table<
      row<declared,    pack,             packaged,   when<digest_known, size_known>,                  then<bind_content, raise<emit_artifact_packaged>>>,
      row<packaged,    sign,             sealed,     when<signer_trusted>,                            then<record_signature, raise<emit_artifact_signed>>>,
      row<sealed,      publish,          published,  when<sbom_attached, provenance_attached, gate_satisfied>, then<attach, raise<emit_artifact_published>>>,
      row<published,   download,         stay,       when<>,                                          then<count_download, raise<emit_artifact_downloaded>>>,
      row<published,   deprecate,        deprecated, when<replacement_or_reason>,                     then<record_replacement, record_reason, start_retention>>,
      row<any_of<published, deprecated>,
                       yank,             yanked,     when<reason_given>,                              then<record_reason, start_retention, raise<notify_dependents>>>,
      row<any_of<packaged, sealed, published, deprecated>,
                       quarantine,       quarantined, when<reason_given>,                             then<record_reason, raise<notify_dependents>>>,
      row<quarantined, clear_quarantine, sealed,     when<security_role, not_self, signature_holds>,       then<record_reason>>,
      row<quarantined, clear_quarantine, packaged,   when<security_role, not_self, not_<signature_holds>>, then<record_reason>>,
      row<quarantined, condemn,          yanked,     when<security_role>,                             then<record_reason, start_retention, raise<notify_dependents>>>,
      row<quarantined, deadline,         stay,       when<>,                                          then<raise<escalate>>>,
      row<any_of<deprecated, yanked>,
                       erase,            deleted,    when<retention_elapsed, not_live_anywhere>,      then<raise<emit_artifact_deleted>>>,
      row<any_of<declared, packaged, sealed>,
                       discard,          deleted,    when<not_live_anywhere>,                         then<raise<emit_artifact_deleted>>>>;
  // clang-format on

  using invariants = prove<
      always_passes<declared, published, sealed>, entry_requires<sealed, any_of<signer_trusted, signature_holds>>,
      entry_requires<published, sbom_attached>, entry_requires<published, provenance_attached>,
      entry_requires<published, gate_satisfied>, entry_requires<deleted, not_live_anywhere>,
      event_requires<erase, retention_elapsed>, no_edge<published, deleted>, no_edge<published, packaged>,
      no_path<yanked, published>, always_passes<quarantined, published, sealed>,
      event_requires<clear_quarantine, not_self>, event_requires<clear_quarantine, security_role>,
      never_accepts<quarantined, download>, never_accepts<quarantined, publish>,
      entry_requires<deprecated, replacement_or_reason>, entry_requires<yanked, any_of<on<yank>, on<condemn>>>,
      entry_requires<quarantined, on<quarantine>>, entry_requires<packaged, any_of<on<pack>, on<clear_quarantine>>>,
      exits_only_to<quarantined, sealed, packaged, yanked>, event_leads_only_to<clear_quarantine, sealed, packaged>>;
};

static_assert(holds<artifact>);

}  // namespace package
}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "artifact.ipp"
#endif

#endif
