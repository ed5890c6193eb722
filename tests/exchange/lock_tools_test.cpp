// SPDX-License-Identifier: BSL-1.0
// Lock files that npm and Cargo themselves write, without a network, against what these say of them.
#include <fairlead/exchange/read_graph.hpp>

#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include "documents.hpp"

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

using edges = std::set<std::pair<std::string, std::string>>;  // of "name version"

class scratch_folder {
public:
  scratch_folder() {
    std::string pattern = (fs::temp_directory_path() / "fairlead-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name) << text;
  }
  [[nodiscard]] bool run(const std::string& command) const {
    return std::system(("cd '" + path.string() + "' && " + command).c_str()) == 0;
  }
  [[nodiscard]] json::value read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(path / name).rdbuf();
    return json::parse(text.str());
  }
  fs::path path{};
};

bool is_missing(const std::string& tool) {
  if (std::system((tool + " --version > /dev/null 2>&1").c_str()) == 0) { return false; }
  MESSAGE("skipped: " << tool << " is not on this machine");
  return true;
}

edges edges_of(const fairlead::artifact_graph& graph) {
  const auto text = [&](fairlead::artifact_id id) {
    return std::string(graph.at(id).name) + " " + std::string(graph.at(id).version);
  };
  edges found;
  for (const auto& each : graph.dependencies()) { found.emplace(text(each.from), text(each.to)); }
  for (const auto& each : graph.self_dependencies()) {
    found.emplace(text(*graph.find(each)), text(*graph.find(each)));
  }
  return found;
}

std::string text_of(const json::value& object, const char* member) {
  const auto& text = object.at(member).as_string();
  return {text.data(), text.size()};
}

// The tree that "npm ls" prints.
void add_tree(const std::string& from, const json::value& package, edges& found) {
  const auto* below = package.as_object().if_contains("dependencies");
  if (below == nullptr) { return; }
  for (const auto& [name, value] : below->as_object()) {
    if (value.as_object().contains("missing")) { continue; }
    const std::string to = std::string(name.data(), name.size()) + " " + text_of(value, "version");
    found.emplace(from, to);
    add_tree(to, value, found);
  }
}

}  // namespace

TEST_CASE("a package-lock.json of workspaces and folders is read as npm reads it") {
  if (is_missing("npm")) { return; }
  const scratch_folder project;
  project.write("app/package.json", R"({"name": "app", "version": "1.0.0", "workspaces": ["parts/*"],
    "dependencies": {"near": "file:../near"}, "devDependencies": {"@s/a": "^1.0.0"}})");
  project.write("app/parts/a/package.json", R"({"name": "@s/a", "version": "1.2.0", "dependencies": {"b": "^2.0.0"},
    "optionalDependencies": {"c": "^3.0.0"}})");
  project.write("app/parts/b/package.json", R"({"name": "b", "version": "2.0.0", "peerDependencies": {"c": "3"},
    "devDependencies": {"@s/a": "1"}})");
  project.write("app/parts/c/package.json", R"({"name": "c", "version": "3.1.0"})");
  project.write("near/package.json", R"({"name": "near", "version": "0.1.0", "dependencies": {"far": "file:../far"}})");
  project.write("far/package.json", R"({"name": "far", "version": "0.2.0"})");
  REQUIRE(project.run("cd app && npm install --package-lock-only --offline --no-audit --no-fund > ../log 2>&1"));
  // It fails because of what is missing, and prints the tree all the same.
  REQUIRE(project.run("cd app && (npm ls --all --json --package-lock-only > ../tree.json 2>> ../log || true)"));
  edges expected;
  add_tree("app 1.0.0", project.read("tree.json"), expected);
  REQUIRE(expected.size() == 8);

  const auto graph = fairlead::read_graph(project.path / "app/package-lock.json");
  CHECK(edges_of(graph) == expected);
  // npm does not look into folders outside of the project.
  REQUIRE(graph.dangling().size() == 1);
  CHECK(graph.dangling().front() == fairlead::dangling_reference{"pkg:npm/near@0.1.0", "far"});
}

TEST_CASE("a Cargo.lock of path dependencies is read as Cargo reads it") {
  if (is_missing("cargo")) { return; }
  const scratch_folder project;
  project.write("Cargo.toml", "[workspace]\nmembers = [\"app\", \"b\", \"c\"]\nexclude = [\"old_b\"]\n");
  const auto package = [&](const std::string& folder, const std::string& name, const std::string& version,
                           const std::string& dependencies) {
    project.write(folder + "/Cargo.toml", "[package]\nname = \"" + name + "\"\nversion = \"" + version +
                                              "\"\nedition = \"2021\"\n" + dependencies);
    project.write(folder + "/src/lib.rs", "");
  };
  package("app", "app", "0.1.0",
          "[dependencies]\nb = {path = \"../b\"}\nold = {path = \"../old_b\", package = \"b\"}\n[dev-dependencies]\n"
          "app = {path = \".\"}\n");
  package("b", "b", "2.0.0", "[build-dependencies]\nc = {path = \"../c\", optional = true}\n");
  package("old_b", "b", "1.0.0-rc.1+build", "");
  package("c", "c", "0.1.0", "[dev-dependencies]\nb = {path = \"../b\"}\n");
  REQUIRE(project.run("cargo generate-lockfile --offline > log 2>&1"));
  REQUIRE(project.run("cargo metadata --offline --locked --all-features --format-version 1 > metadata.json 2>> log"));
  const auto metadata = project.read("metadata.json");
  std::map<std::string, std::string> names;
  for (const auto& each : metadata.at("packages").as_array()) {
    names[text_of(each, "id")] = text_of(each, "name") + " " + text_of(each, "version");
  }
  edges expected;
  for (const auto& node : metadata.at("resolve").at("nodes").as_array()) {
    for (const auto& to : node.at("dependencies").as_array()) {
      expected.emplace(names.at(text_of(node, "id")),
                       names.at(std::string(to.as_string().data(), to.as_string().size())));
    }
  }
  REQUIRE(expected.size() == 5);

  const auto graph = fairlead::read_graph(project.path / "Cargo.lock");
  CHECK(edges_of(graph) == expected);
  CHECK(graph.dangling().empty());
}
