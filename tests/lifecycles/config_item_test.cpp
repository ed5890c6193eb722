// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/configure/config_item.hpp>

#include "rows.hpp"

using fairlead::beside;
using fairlead::configure::config_item;
using fairlead::release::deploy_gate;
using tests::content;

namespace {

const fairlead::evidence scan{"https://scans.example/7", {}};
const fairlead::override_statement glass{{"dora", {"break_glass"}}, "leak", "INC-7"};

fairlead::approval_record approved(char contents) { return {content(contents), {"cleo"}, tests::later}; }

// The baseline is 'a'.
config_item::data managed() {
  config_item::data data{};
  data.item = "nginx.conf";
  data.environment = "prod";
  data.desired = content('a');
  data.authorities = {"olga"};
  return data;
}
// Bob has changed it to 'b'.
config_item::data drifted() {
  auto data = managed();
  data.observed = content('b');
  data.author = "bob";
  return data;
}
config_item::data suspended() {
  auto data = drifted();
  data.suspended_by = config_item::suspension{"olga", "an incident", tests::later};
  return data;
}

}  // namespace

TEST_CASE("every row of config_item fires, and every refusal says why") {
  const auto open = tests::in_state<deploy_gate>("open");
  const auto frozen = tests::in_state<deploy_gate>("frozen");
  tests::rows<config_item> rows;
  CHECK(rows.fires("unmanaged", {}, config_item::baseline_set{"ada", content('a'), approved('a')}, "in_sync")
            .data()
            .desired == content('a'));
  const auto adrift =
      rows.fires("in_sync", managed(), config_item::drift_detected{content('b'), "bob", scan}, "drifted");
  CHECK(adrift.data() == drifted());
  const auto intended =
      rows.fires("in_sync", managed(), config_item::desired_changed{"ada", content('c'), approved('c')}, "remediating");
  CHECK(intended.data().desired == content('c'));
  CHECK(intended.data().change == config_item::change_kind::intentional);
  CHECK(rows.fires("drifted", drifted(), config_item::remediate{"ci", {}}, "remediating", beside(open)).data().change ==
        config_item::change_kind::corrective);
  CHECK(rows.fires("drifted", drifted(), config_item::remediate{"ci", glass}, "remediating", beside(frozen))
            .data()
            .audit_trail.back() == "gate overridden by dora: leak");
  CHECK(rows.fires("drifted", drifted(), config_item::accept_drift{"cleo", approved('b')}, "in_sync").data().desired ==
        content('b'));
  rows.fires("drifted", drifted(), config_item::self_healed{content('a'), scan}, "in_sync");
  rows.fires("drifted", drifted(), fairlead::deadline{}, "needs_operator");
  CHECK(
      rows.fires("remediating", intended.data(), config_item::converged{content('c'), scan}, "in_sync").data().change ==
      config_item::change_kind::none);
  rows.fires("remediating", drifted(), config_item::remediation_failed{"disk full"}, "needs_operator");
  rows.fires("remediating", drifted(), fairlead::deadline{}, "needs_operator");
  CHECK(rows.fires("in_sync", managed(), config_item::suspend{"olga", "an incident", tests::later}, "suspended")
            .data()
            .suspended_by->reason == "an incident");
  CHECK_FALSE(rows.fires("suspended", suspended(), config_item::resume{"olga"}, "drifted").data().observed);
  CHECK_FALSE(rows.fires("suspended", suspended(), fairlead::deadline{}, "drifted").data().suspended_by);
  rows.fires("needs_operator", drifted(), config_item::operator_fixed{tests::the_operator, scan}, "drifted");
  rows.fires("needs_operator", drifted(), fairlead::deadline{}, "needs_operator");
  rows.fires("suspended", suspended(), config_item::retire{"ada", "replaced"}, "retired");
  rows.complete();

  rows.refuses("unmanaged", {}, config_item::baseline_set{"ada", content('a'), approved('b')},
               "baseline_approved: needs approval: of sha256:aaaaaaa");
  auto nobody = approved('a');
  nobody.approvers.clear();
  rows.refuses("unmanaged", {}, config_item::baseline_set{"ada", content('a'), nobody}, "by somebody with a name");
  rows.refuses("in_sync", managed(), config_item::drift_detected{content('a'), "bob", scan},
               "differs: what was observed is what should be there");
  rows.refuses("in_sync", managed(), config_item::drift_detected{{}, "bob", scan}, "differs: cannot determine");
  rows.refuses("in_sync", managed(), config_item::desired_changed{"ada", content('c'), approved('b')},
               "change_authorized");
  rows.refuses("drifted", drifted(), config_item::remediate{"ci", {}}, "break_glass: a freeze needs an override",
               beside(frozen));
  rows.refuses("drifted", drifted(), config_item::accept_drift{"bob", approved('b')}, "not_self: the author");
  rows.refuses("drifted", drifted(), config_item::accept_drift{"cleo", approved('a')}, "change_authorized");
  rows.refuses("drifted", drifted(), config_item::self_healed{content('b'), scan}, "verified_in_sync: observed");
  rows.refuses("remediating", drifted(), config_item::converged{{}, scan}, "verified_in_sync: cannot determine");
  rows.refuses("in_sync", managed(), config_item::suspend{"bob", "holiday", tests::later},
               "authority: bob may not suspend");
  rows.refuses("in_sync", managed(), config_item::suspend{{"olga", {}, true}, "holiday", tests::later},
               "authority: a robot suspends nothing");
  rows.refuses("in_sync", managed(), config_item::suspend{"olga", "", tests::later}, "reason_given");
  rows.refuses("in_sync", managed(), config_item::suspend{"olga", "holiday", tests::earlier}, "has_expiry");
  rows.refuses("needs_operator", drifted(), config_item::operator_fixed{"bob", scan}, "operator: bob does not have");
  rows.refuses("drifted", drifted(), config_item::retire{"ada", " "}, "reason_given");
}

TEST_CASE("what drifts is put right through an open gate, and is in sync when it was looked at") {
  deploy_gate::data calendar{};
  const fairlead::table_machine<deploy_gate> gate{calendar, tests::now};
  fairlead::table_machine<config_item> it{managed(), tests::now};
  std::vector<std::string> heard;
  const auto drift = [&](const config_item::emit_drift& signal) { heard.push_back("drift of " + signal.item); };
  const auto apply = [&](const config_item::apply_desired& signal) {
    heard.push_back("apply " + signal.desired.abbreviated());
  };
  CHECK(it.fire(config_item::baseline_set{"ada", content('a'), approved('a')}, tests::now));
  CHECK(it.fire(config_item::drift_detected{content('b'), "bob", scan}, tests::now, fairlead::tell(drift)));
  CHECK(it.fire(config_item::remediate{"ci", {}}, tests::now, beside(gate), fairlead::tell(apply)));
  CHECK_FALSE(it.fire(config_item::converged{content('b'), scan}, tests::now));
  CHECK(it.fire(config_item::converged{content('a'), scan}, tests::now));
  CHECK(it.is<config_item::in_sync>());
  CHECK(heard == std::vector<std::string>{"drift of nginx.conf", "apply " + content('a').abbreviated()});
}
