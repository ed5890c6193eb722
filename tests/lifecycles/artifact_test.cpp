// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/package/artifact.hpp>

#include "rows.hpp"

using fairlead::package::artifact;

namespace {

const fairlead::digest contents = tests::content('a');
const fairlead::digest other = tests::content('b');
const fairlead::actor guard{"sam", {"security"}};
const artifact::attestation signature{contents, "release-key", {"https://log.example/1", {}}};
const artifact::attestation sbom{contents, "ci", {"https://builds.example/42/sbom", {}}};
const artifact::attestation provenance{contents, "builder", {"https://builds.example/42/provenance", {}}};
const artifact::verification_summary summary{
    contents, artifact::summary_result::passed, tests::later, {"https://gates.example/42", {}}};
const artifact::inventory unused{contents, {}, tests::earlier, {"https://cmdb.example/a", {}}};

artifact::data declared() {
  artifact::data data{};
  data.key = "pkg:oci/shop@1.2";
  data.author = "ada";
  data.trusted_signers = {{"release-key", tests::later}, {"old-key", tests::earlier}};
  data.trusted_builders = {"builder"};
  return data;
}
artifact::data packaged() {
  auto data = declared();
  data.content = contents;
  data.size = 4096;
  return data;
}
artifact::data sealed() {
  auto data = packaged();
  data.signature = signature;
  return data;
}
artifact::data withdrawn(std::chrono::hours ago) {
  auto data = sealed();
  data.withdrawn = tests::now + -ago;
  return data;
}
artifact::publish publication() { return {"ci", sbom, provenance, summary}; }

}  // namespace

TEST_CASE("every row of artifact fires, and every refusal says why") {
  tests::rows<artifact> rows;
  CHECK(rows.fires("declared", declared(), artifact::pack{contents, 4096}, "packaged").data() == packaged());
  CHECK(rows.fires("packaged", packaged(), artifact::sign{signature}, "signed").data() == sealed());
  const auto out = rows.fires("signed", sealed(), publication(), "published");
  CHECK(out.data().sbom == sbom);
  CHECK(out.data().provenance == provenance);
  CHECK(rows.fires("published", sealed(), artifact::download{"bob"}, "published").data().downloads == 1);
  const auto replaced =
      rows.fires("published", sealed(), artifact::deprecate{"ada", "pkg:oci/shop@2.0", ""}, "deprecated");
  CHECK(replaced.data().replacement == "pkg:oci/shop@2.0");
  CHECK(replaced.data().withdrawn == tests::now);
  rows.fires("published", sealed(), artifact::deprecate{"ada", "", "nobody mends it"}, "deprecated");
  rows.fires("published", sealed(), artifact::yank{"ada", "wrong file"}, "yanked");
  CHECK(rows.fires("deprecated", sealed(), artifact::yank{"ada", "wrong file"}, "yanked").data().withdrawn ==
        tests::now);
  for (const char* state : {"packaged", "signed", "published", "deprecated"}) {
    CHECK(
        rows.fires(state, sealed(), artifact::quarantine{"bob", "a key inside"}, "quarantined").data().reasons.back() ==
        "bob: a key inside");
  }
  rows.fires("quarantined", sealed(), artifact::clear_quarantine{guard, "false alarm"}, "signed");
  rows.fires("quarantined", packaged(), artifact::clear_quarantine{guard, "false alarm"}, "packaged");
  rows.fires("quarantined", sealed(), artifact::condemn{guard, "malware"}, "yanked");
  rows.fires("quarantined", sealed(), fairlead::deadline{}, "quarantined");
  const auto old = withdrawn(std::chrono::hours{24 * 90});
  rows.fires("yanked", old, artifact::erase{"ada", unused}, "deleted");
  rows.fires("deprecated", old, artifact::erase{"ada", unused}, "deleted");
  rows.fires("packaged", packaged(), artifact::discard{"ada", unused}, "deleted");
  rows.complete();

  rows.refuses("declared", declared(), artifact::pack{{}, 4096}, "digest_known: the digest of what was packaged");
  rows.refuses("declared", declared(), artifact::pack{contents, 0}, "size_known: the size of what was packaged");
  rows.refuses("packaged", packaged(), artifact::sign{{other, "release-key", signature.source}},
               "signer_trusted: the signature is of other contents");
  rows.refuses("packaged", packaged(), artifact::sign{{contents, "mallory", signature.source}},
               "signer_trusted: the signer mallory is not trusted");
  rows.refuses("packaged", packaged(), artifact::sign{{contents, "old-key", signature.source}},
               "the signer old-key is not trusted");
  rows.refuses("packaged", packaged(), artifact::sign{{contents, "release-key", {}}}, "is not trusted");
  rows.refuses("published", sealed(), artifact::deprecate{"ada", "", ""},
               "replacement_or_reason: name a replacement or a reason");
  rows.refuses("published", sealed(), artifact::deprecate{"ada", "pkg:oci/shop@1.2", ""}, "nothing replaces itself");
  rows.refuses("published", sealed(), artifact::yank{"ada", ""}, "reason_given");
  rows.refuses("published", sealed(), artifact::quarantine{"ada", ""}, "reason_given");
  rows.refuses("quarantined", sealed(), artifact::clear_quarantine{"bob", "fine"},
               "security_role: bob does not have the role security");
  rows.refuses("quarantined", sealed(), artifact::clear_quarantine{{"bot", {"security"}, true}, "fine"},
               "security_role: a robot does not decide");
  rows.refuses("quarantined", sealed(), artifact::clear_quarantine{{"ada", {"security"}}, "fine"},
               "not_self: the author");
  rows.refuses("quarantined", sealed(), artifact::condemn{"bob", "malware"}, "security_role: bob");
}

TEST_CASE("an artifact is published only with a bill of materials, provenance and gates of these very contents") {
  tests::rows<artifact> rows;
  auto event = publication();
  event.sbom.source = {};
  rows.refuses("signed", sealed(), event, "sbom_attached: there is no bill of materials");
  event.sbom = {other, "ci", sbom.source};
  rows.refuses("signed", sealed(), event, "sbom_attached: the bill of materials is of other contents");
  event = publication();
  event.provenance.source = {};
  rows.refuses("signed", sealed(), event, "provenance_attached: there is no provenance");
  event.provenance = {other, "builder", provenance.source};
  rows.refuses("signed", sealed(), event, "provenance_attached: the provenance is of other contents");
  event.provenance = {contents, "laptop", provenance.source};
  rows.refuses("signed", sealed(), event, "provenance_attached: the builder laptop is not trusted");
  event = publication();
  event.summary.source = {};
  rows.refuses("signed", sealed(), event, "whether the gates are satisfied");
  event.summary = summary;
  event.summary.subject = other;
  rows.refuses("signed", sealed(), event, "gate_satisfied: other contents were verified");
  event.summary = summary;
  event.summary.result = artifact::summary_result::failed;
  rows.refuses("signed", sealed(), event, "gate_satisfied: the gates are not satisfied");
  event.summary = summary;
  event.summary.expires = tests::now;
  rows.refuses("signed", sealed(), event, "gate_satisfied: the verification has expired");
}

TEST_CASE("nothing is deleted that runs somewhere, or that its users could not have left yet") {
  tests::rows<artifact> rows;
  const auto old = withdrawn(std::chrono::hours{24 * 90});
  auto usage = unused;
  usage.live_in = {"production"};
  rows.refuses("yanked", old, artifact::erase{"ada", usage}, "not_live_anywhere: it runs in production");
  usage = unused;
  usage.subject = other;
  rows.refuses("yanked", old, artifact::erase{"ada", usage}, "where it runs");
  usage = unused;
  usage.source = {};
  rows.refuses("packaged", packaged(), artifact::discard{"ada", usage}, "where it runs");
  usage = unused;
  usage.taken = tests::now + std::chrono::hours{-25};
  rows.refuses("packaged", packaged(), artifact::discard{"ada", usage}, "the inventory is of another time");
  usage.taken = tests::later;
  rows.refuses("packaged", packaged(), artifact::discard{"ada", usage}, "the inventory is of another time");

  auto young = tests::in_state<artifact>("yanked", withdrawn(std::chrono::hours{24 * 89}));
  const auto refused = young.fire(artifact::erase{"ada", unused}, tests::now);
  CHECK(refused.reason().find("retention_elapsed") != std::string::npos);
  CHECK(young.evaluate(artifact::erase{"ada", unused}, tests::now).kind() == fairlead::outcome_kind::refused);
}

TEST_CASE("what was never signed, or by a key that is trusted no more, does not leave quarantine as signed") {
  auto data = sealed();
  data.trusted_signers.clear();
  auto it = tests::in_state<artifact>("quarantined", data);
  CHECK(it.fire(artifact::clear_quarantine{guard, "false alarm"}, tests::now));
  CHECK(it.is<artifact::packaged>());
}

TEST_CASE("dependents hear of what is withdrawn, and somebody of what stays in quarantine") {
  std::string reason;
  std::string escalated;
  std::string signer;
  const auto dependents = [&](const artifact::notify_dependents& signal) { reason = signal.reason; };
  const auto escalate = [&](const artifact::escalate& signal) { escalated = signal.key; };
  const auto sealed_by = [&](const artifact::emit_artifact_signed& signal) { signer = signal.signature.by; };
  auto it = tests::in_state<artifact>("packaged", packaged());
  CHECK(it.fire(artifact::sign{signature}, tests::now, fairlead::tell(sealed_by)));
  CHECK(signer == "release-key");
  CHECK(it.fire(artifact::quarantine{"bob", "a key inside"}, tests::now, fairlead::tell(dependents)));
  CHECK(reason == "a key inside");
  CHECK(it.tick(tests::now + std::chrono::hours{72}, fairlead::tell(escalate)));
  CHECK(escalated == "pkg:oci/shop@1.2");
}
