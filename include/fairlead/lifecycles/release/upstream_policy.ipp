// SPDX-License-Identifier: BSL-1.0
// The definitions of upstream_policy.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_UPSTREAM_POLICY_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_UPSTREAM_POLICY_IPP

#include <algorithm>
#include <chrono>

#include "upstream_policy.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE upstream_verdict upstream_policy::evaluate(const digest& contents,
                                                           const std::vector<verification>& reports,
                                                           timestamp at) const {
  if (environments.empty()) { return upstream_verdict::pass; }
  upstream_verdict best = upstream_verdict::fail;
  upstream_verdict worst = upstream_verdict::pass;
  for (const std::string& environment : environments) {
    const auto report = std::ranges::find(reports, environment, &verification::environment);
    const upstream_verdict one = report == reports.end() || report->health.subject != contents
                                     ? upstream_verdict::blocked_by_dependency
                                     : of_report(*report, contents, at);
    best = std::min(best, one);
    worst = std::max(worst, one);
  }
  return needed == availability::all ? worst : best;
}

FAIRLEAD_INLINE upstream_verdict upstream_policy::of_report(const verification& report, const digest& contents,
                                                            timestamp at) const {
  if (!report.health.healthy(contents)) { return upstream_verdict::fail; }
  return at < report.since + std::chrono::minutes{soak_minutes} ? upstream_verdict::wait : upstream_verdict::pass;
}

}  // namespace fairlead::release

#endif
