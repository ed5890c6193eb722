// SPDX-License-Identifier: BSL-1.0
// Drives one release over a real dependency graph: from cut to live in three environments, or back to last good.
#include <algorithm>
#include <chrono>
#include <iostream>

#include <CLI/CLI.hpp>

#include <fairlead/artifacts/freeze.hpp>
#include <fairlead/error.hpp>
#include <fairlead/exchange/neighbourhood_diagram.hpp>
#include <fairlead/exchange/read_graph.hpp>
#include <fairlead/model/diagram.hpp>
#include <fairlead/model/document.hpp>

#include "plan.hpp"
#include "terminal.hpp"
#include "train.hpp"

namespace {

using namespace release_train;  // NOLINT(google-build-using-namespace): this is its program

constexpr int exit_live = 0;
constexpr int exit_rolled_back = 1;
constexpr int exit_unusable = 2;

struct options {
  std::filesystem::path source{};
  std::filesystem::path state_file{"release_train.state"};
  std::string change{};
  std::vector<std::string> failing{};
  bool dpkg = false;
  bool fails = false;
  bool resume = false;
  std::string diagram{};
  std::string around{};
  std::int64_t now = 0;
};

std::filesystem::path folder_of(const options& wanted) {
  std::filesystem::path folder = wanted.state_file;
  folder += ".environments";
  return folder;
}

bool is_document(const std::string& language) { return language == "scxml" || language == "json"; }

fairlead::diagram_format picture(const std::string& language) {
  return language == "mermaid" ? fairlead::diagram_format::mermaid
         : language == "dot"   ? fairlead::diagram_format::graphviz
                               : fairlead::diagram_format::plantuml;
}

// Every lifecycle once, with the states in which its machines are.
template <class Lifecycle>
void draw(const std::string& language, const std::vector<std::string_view>& current) {
  const auto& lifecycle = fairlead::description_of<Lifecycle>;
  if (is_document(language)) {
    const auto format = language == "scxml" ? fairlead::document_format::scxml : fairlead::document_format::json;
    std::cout << fairlead::document_of(lifecycle, format, current) << '\n';
    return;
  }
  std::cout << fairlead::diagram(lifecycle, picture(language), current) << '\n';
}

int draw_all(const options& wanted) {
  std::vector<std::string_view> places;
  std::vector<std::string_view> gates;
  std::vector<std::string_view> attempts;
  train_state state;
  if (std::filesystem::exists(wanted.state_file)) { state = load(wanted.state_file); }
  for (const stop& each : state.stops) {
    places.push_back(each.place.state());
    gates.push_back(each.gate.state());
    if (each.attempt) { attempts.push_back(each.attempt->state()); }
  }
  draw<release_candidate>(wanted.diagram, {state.candidate.state()});
  draw<approval>(wanted.diagram, state.voting ? std::vector{state.voting->state()} : std::vector<std::string_view>{});
  draw<hold>(wanted.diagram, {state.holds.state()});
  draw<deploy_gate>(wanted.diagram, gates);
  draw<environment>(wanted.diagram, places);
  draw<deployment>(wanted.diagram, attempts);
  return exit_live;
}

fairlead::graph_snapshot read(const options& wanted, terminal& view) {
  return fairlead::freeze(
      fairlead::read_graph(wanted.source, {},
                           [&](std::uint64_t read, std::uint64_t total) { view.progress("reading", read, total); }),
      fairlead::cycle_policy::condense);
}

int draw_neighbourhood(const options& wanted) {
  terminal view;
  const auto graph = read(wanted, view);
  std::cout << fairlead::neighbourhood_diagram(graph, graph.at(wanted.around), picture(wanted.diagram));
  return exit_live;
}

train start(const options& wanted, terminal& view, const audience& told) {
  const auto graph = read(wanted, view);
  plan what = make_plan(graph, wanted.change, "1.1.0");
  request asked{wanted.source.string(), wanted.change, {}, {wanted.now * 1'000'000'000}};
  if (wanted.now == 0) {
    asked.started.nanoseconds =
        std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
  }
  if (wanted.fails) {
    asked.failing = wanted.failing.empty() || wanted.failing.front().empty() ? what.members[what.members.size() / 2].key
                                                                             : wanted.failing.front();
    if (std::ranges::none_of(what.members, [&](const auto& each) { return each.key == asked.failing; })) {
      throw fairlead::error(fairlead::errc::unknown_artifact,
                            "'" + asked.failing + "' is not part of this release; --fail takes one of its artifacts");
    }
  }
  return train::begin(asked, std::move(what), folder_of(wanted), told);
}

int run(const options& wanted) {
  terminal view;
  const audience told{
      [&](const std::string& line) { view.line(line); },
      [&](const std::string& what, std::size_t done, std::size_t total) { view.progress(what, done, total); }};
  const bool resumed = wanted.resume && std::filesystem::exists(wanted.state_file);
  train on_its_way = resumed ? train(load(wanted.state_file), folder_of(wanted), told) : start(wanted, view, told);
  if (resumed) {
    view.line("resumed after step " + std::to_string(on_its_way.state().steps) + ", the release of " +
              on_its_way.state().candidate.data().scope);
  } else {
    save(wanted.state_file, on_its_way.state());
  }
  while (!on_its_way.finished()) {
    on_its_way.step();
    save(wanted.state_file, on_its_way.state());
  }
  for (const std::string& line : on_its_way.summary()) { view.line(line); }
  return on_its_way.result() == ending::live ? exit_live : exit_rolled_back;
}

int complain(const std::string& problem) {
  std::cerr << "release_train: " << problem << '\n';
  return exit_unusable;
}

}  // namespace

int main(int argument_count, char** arguments) {
  options wanted;
  CLI::App application{
      "Releases a changed artifact, and all that depends on it, to dev, staging and prod, in the order of the\n"
      "dependency graph. Exit code: 0 live, 1 rolled back, 2 usage or unreadable input."};
  application
      .add_option("sbom", wanted.source, "CycloneDX, SPDX, package-lock.json, Cargo.lock, dpkg status or Packages")
      ->type_name("FILE");
  application.add_flag("--dpkg", wanted.dpkg, "take the packages of this machine, /var/lib/dpkg/status");
  application.add_option("--change", wanted.change, "the artifact that changed (default: one that touches up to 40)")
      ->type_name("PURL");
  auto* fails = application
                    .add_option("--fail", wanted.failing,
                                "the artifact that fails its health check in prod (default: one in the middle)")
                    ->type_name("PURL")
                    ->expected(0, 1);
  application
      .add_option("--state", wanted.state_file, "where the state is saved after every step; environments beside it")
      ->type_name("FILE")
      ->capture_default_str();
  application.add_flag("--resume", wanted.resume, "go on from the state file; begin if there is none");
  application
      .add_option("--diagram", wanted.diagram, "draw every lifecycle with its current states, and do nothing else")
      ->check(CLI::IsMember({"mermaid", "dot", "plantuml", "scxml", "json"}));
  application.add_option("--around", wanted.around, "what --diagram draws instead: the neighbourhood of this artifact")
      ->type_name("PURL");
  application.add_option("--now", wanted.now, "time of the first step, seconds since 1970 (default: the clock)")
      ->check(CLI::PositiveNumber);
  try {
    application.parse(argument_count, arguments);
    wanted.fails = fails->count() > 0;
    if (!wanted.diagram.empty() && wanted.around.empty()) { return draw_all(wanted); }
    if (!wanted.around.empty() && (wanted.diagram.empty() || is_document(wanted.diagram))) {
      return complain("--around needs --diagram mermaid, dot or plantuml");
    }
    if (wanted.dpkg == !wanted.source.empty()) {
      const bool can_resume = wanted.source.empty() && wanted.resume && std::filesystem::exists(wanted.state_file);
      if (!can_resume) { return complain("give either an SBOM or --dpkg (--help tells more)"); }
    }
    if (wanted.dpkg) { wanted.source = "/var/lib/dpkg/status"; }
    return wanted.around.empty() ? run(wanted) : draw_neighbourhood(wanted);
  } catch (const CLI::ParseError& problem) {
    return application.exit(problem) == 0 ? exit_live : exit_unusable;
  } catch (const fairlead::error& problem) { return complain(problem.what()); } catch (const std::exception& problem) {
    return complain(problem.what());
  }
}
