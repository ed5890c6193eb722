// SPDX-License-Identifier: BSL-1.0
// The definitions of artifact.hpp.
#ifndef FAIRLEAD_LIFECYCLES_PACKAGE_ARTIFACT_IPP
#define FAIRLEAD_LIFECYCLES_PACKAGE_ARTIFACT_IPP

#include <chrono>

#include "../elements.hpp"
#include "artifact.hpp"

namespace fairlead::package {

FAIRLEAD_INLINE bool artifact::data::trusts(const attestation& made, timestamp at) const {
  return static_cast<bool>(content) && made.subject == content && !made.source.reference.empty() &&
         detail::any(trusted_signers, [&](const trust& each) { return each.signer == made.by && at < each.expires; });
}

FAIRLEAD_INLINE verdict artifact::digest_known::operator()(const pack& event, const data&) const {
  return event.content ? pass() : refuse("the digest of what was packaged is not known");
}

FAIRLEAD_INLINE verdict artifact::size_known::operator()(const pack& event, const data&) const {
  return event.size > 0 ? pass() : refuse("the size of what was packaged is not known");
}

FAIRLEAD_INLINE verdict artifact::signer_trusted::operator()(const sign& event, const data& of, timestamp at) const {
  if (event.signature.subject != of.content) { return refuse("the signature is of other contents"); }
  return of.trusts(event.signature, at) ? pass() : refuse("the signer " + event.signature.by + " is not trusted");
}

FAIRLEAD_INLINE verdict artifact::sbom_attached::operator()(const publish& event, const data& of) const {
  if (event.sbom.source.reference.empty()) { return refuse("there is no bill of materials"); }
  return event.sbom.subject == of.content ? pass() : refuse("the bill of materials is of other contents");
}

FAIRLEAD_INLINE verdict artifact::provenance_attached::operator()(const publish& event, const data& of) const {
  if (event.provenance.source.reference.empty()) { return refuse("there is no provenance"); }
  if (event.provenance.subject != of.content) { return refuse("the provenance is of other contents"); }
  return detail::contains(of.trusted_builders, event.provenance.by)
             ? pass()
             : refuse("the builder " + event.provenance.by + " is not trusted");
}

FAIRLEAD_INLINE verdict artifact::gate_satisfied::operator()(const publish& event, const data& of, timestamp at) const {
  const verification_summary& summary = event.summary;
  if (summary.source.reference.empty()) { return cannot_determine("whether the gates are satisfied"); }
  if (summary.subject != of.content) { return refuse("other contents were verified"); }
  if (summary.result != summary_result::passed) { return refuse("the gates are not satisfied"); }
  return at < summary.expires ? pass() : refuse("the verification has expired");
}

FAIRLEAD_INLINE verdict artifact::replacement_or_reason::operator()(const deprecate& event, const data& of) const {
  if (event.replacement == of.key && !of.key.empty()) { return refuse("nothing replaces itself"); }
  return event.replacement.empty() && event.reason.empty() ? refuse("name a replacement or a reason") : pass();
}

FAIRLEAD_INLINE verdict artifact::signature_holds::operator()(const clear_quarantine&, const data& of,
                                                              timestamp at) const {
  return of.trusts(of.signature, at) ? pass() : refuse("it has no signature that counts");
}

FAIRLEAD_INLINE verdict artifact::retention_elapsed::operator()(const erase&, const data& of, timestamp at) const {
  const timestamp until = of.withdrawn + std::chrono::hours{24} * of.retention_days;
  return at >= until ? pass() : wait(until, "it is kept for those who depend on it");
}

FAIRLEAD_INLINE void artifact::bind_content::operator()(const pack& event, data& of) const {
  of.content = event.content;
  of.size = event.size;
}

FAIRLEAD_INLINE void artifact::attach::operator()(const publish& event, data& of) const {
  of.sbom = event.sbom;
  of.provenance = event.provenance;
}

FAIRLEAD_INLINE artifact::emit_artifact_signed artifact::emit_artifact_signed::from(const data& of) {
  return {of.key, of.signature};
}

}  // namespace fairlead::package

#endif
