// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/create/build.hpp>

#include "rows.hpp"

using fairlead::create::build;

namespace {

const build::worker runner{"runner-7", {"linux", "arm64"}};
const build::output library{"pkg:deb/libshop@1.2", tests::content('a')};
const build::output tool{"pkg:deb/shop@1.2", tests::content('b')};
const fairlead::evidence provenance{"https://builds.example/42/provenance", {}};

build::data queued() {
  build::data data{};
  data.id = "build-42";
  data.source = tests::content('c');
  data.needs = {"linux"};
  data.expected = {library.key};
  return data;
}
build::data running() {
  auto data = queued();
  data.assigned = runner;
  return data;
}
build::build_finished success(std::vector<build::output> outputs) {
  return {build::result::success, std::move(outputs), provenance, ""};
}

}  // namespace

TEST_CASE("every row of build fires, and every refusal says why") {
  tests::rows<build> rows;
  CHECK(rows.fires("queued", queued(), build::build_started{runner}, "running").data() == running());
  CHECK(rows.fires("queued", queued(), fairlead::deadline{}, "timed_out").data().reason ==
        "no worker took the build in time");
  const auto done = rows.fires("running", running(), success({library, tool}), "succeeded");
  CHECK(done.data().outputs.size() == 2);
  CHECK(done.data().provenance == provenance);
  rows.fires("running", running(), success({library}), "succeeded");
  rows.fires("running", running(), success({}), "errored");
  rows.fires("running", running(), build::build_finished{build::result::failure, {}, {}, "does not link"}, "failed");
  rows.fires("running", running(), build::build_finished{build::result::error, {}, {}, "disk full"}, "errored");
  CHECK(rows.fires("running", running(), fairlead::deadline{}, "timed_out").data().reason ==
        "the worker did not finish in time");
  CHECK(rows.fires("running", running(), build::cancel{"ada", "wrong branch"}, "canceled").data().reason ==
        "wrong branch");
  rows.fires("queued", queued(), build::cancel{"ada", ""}, "canceled");
  rows.complete();

  rows.refuses("queued", queued(), build::build_started{}, "worker_assigned: no worker has taken the build");
  rows.refuses("queued", queued(), build::build_started{{"runner-8", {"windows"}}},
               "worker_assigned: the worker runner-8 does not offer linux");
}

TEST_CASE("a success whose outputs cannot be told apart or traced is an error, and says what is missing") {
  const auto gap = [](const build::build_finished& event) {
    auto job = tests::in_state<build>("running", running());
    CHECK(job.fire(event, tests::now));
    CHECK(job.is<build::errored>());
    CHECK(job.data().outputs.empty());
    return job.data().reason;
  };
  CHECK(gap(success({})) == "the build has made nothing");
  CHECK(gap(success({tool})) == library.key + " was not made");
  CHECK(gap(success({library, {tool.key, {}}})) == "the digest of " + tool.key + " is not known");
  CHECK(gap(success({library, library})) == library.key + " was made more than once");
  CHECK(gap({build::result::success, {library}, {}, ""}) == "the outputs have no provenance");
}

TEST_CASE("whoever listens hears how a build began and ended") {
  std::string worker;
  build::emit_build_finished heard{};
  const auto started = [&](const build::emit_build_started& signal) { worker = signal.worker; };
  const auto finished = [&](const build::emit_build_finished& signal) { heard = signal; };
  auto job = tests::in_state<build>("queued", queued());
  CHECK(job.fire(build::build_started{runner}, tests::now, fairlead::tell(started)));
  CHECK(worker == "runner-7");

  auto good = job;
  CHECK(good.fire(success({library}), tests::now, fairlead::tell(finished)));
  CHECK(heard.id == "build-42");
  CHECK(heard.outcome == build::reported::success);
  CHECK(heard.outputs == std::vector{library});
  auto untraced = job;
  CHECK(untraced.fire(success({}), tests::now, fairlead::tell(finished)));
  CHECK(heard.outcome == build::reported::error);
  auto broken = job;
  CHECK(broken.fire(build::build_finished{build::result::failure, {}, {}, "x"}, tests::now, fairlead::tell(finished)));
  CHECK(heard.outcome == build::reported::failure);
  auto stopped = job;
  CHECK(stopped.fire(build::cancel{"ada", "stop"}, tests::now, fairlead::tell(finished)));
  CHECK(heard.outcome == build::reported::cancel);
  CHECK(job.tick(tests::now + std::chrono::hours{6}, fairlead::tell(finished)));
  CHECK(heard.outcome == build::reported::error);
  CHECK(heard.reason == "the worker did not finish in time");
}
