// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/package_lock.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "documents.hpp"

using fairlead::completeness;
using fairlead::errc;
using tests::check_damage_is_survived;
using tests::check_every_truncation_is_refused;
using tests::check_progress_is_told;
using tests::error_of;
using tests::generated_stream;
using tests::lines_of;

namespace {

using lines = std::vector<std::string>;

fairlead::artifact_graph read(const std::string& text, const fairlead::read_limits& limits = {}) {
  std::istringstream input(text);
  return fairlead::read_package_lock(input, limits);
}
std::string document(const std::string& packages) {
  return R"({"name": "app", "lockfileVersion": 3, "requires": true, "packages": {)" + packages + "}}";
}
fairlead::error refusal(const std::string& text, const fairlead::read_limits& limits = {}) {
  return error_of([&] { (void)read(text, limits); });
}

// Every kind of part that is read, and some that are not.
const std::string whole = document(R"(
  "": {"name": "app", "version": "1.0.0", "workspaces": ["parts/*"], "dependencies": {"a": "^1", "other": "npm:b@2"},
       "devDependencies": {"@s/c": "*"}, "optionalDependencies": {"gone": "1"}, "bundleDependencies": ["d"]},
  "node_modules/a": {"version": "1.5.0", "integrity": "sha1-X7Ng1Q8lhaNF2v4JXMoFE1OtqkM=", "license": "MIT",
                     "dependencies": {"b": "1"}, "peerDependencies": {"@s/c": "*", "d": "1", "e": "1", "f": "1"},
                     "peerDependenciesMeta": {"d": {"optional": true}, "e": {"optional": true}}},
  "node_modules/a/node_modules/b": {"version": "1.0.0", "dependencies": {"@s/c": "*", "d": "1"}},
  "node_modules/other": {"name": "b", "version": "2.0.0", "optionalDependencies": {"d": "1"}, "dependencies": {"d": "1"}},
  "node_modules/@s/c": {"version": "3.0.0", "dev": true, "dependencies": {"b": "1"}},
  "node_modules/d": {"version": "1.0.0", "inBundle": true},
  "node_modules/p": {"resolved": "parts/p", "link": true},
  "parts/p": {"version": "0.1.0", "dependencies": {"a": "*", "app": "*"}, "devDependencies": {"d": "1"}})");

}  // namespace

TEST_CASE("entries and what their names lead to become a graph, and nothing is lost silently") {
  CHECK(lines_of(read(whole)) == lines{"pkg:npm/%40s/c@3.0.0",
                                       "pkg:npm/%40s/c@3.0.0 -> ? b",
                                       "pkg:npm/a@1.5.0",
                                       "pkg:npm/a@1.5.0 -> ? f",
                                       "pkg:npm/a@1.5.0 -> pkg:npm/%40s/c@3.0.0 (peer)",
                                       "pkg:npm/a@1.5.0 -> pkg:npm/b@1.0.0 (runtime)",
                                       "pkg:npm/a@1.5.0 -> pkg:npm/d@1.0.0 (optional|peer)",
                                       "pkg:npm/app@1.0.0",
                                       "pkg:npm/app@1.0.0 -> pkg:npm/%40s/c@3.0.0 (dev)",
                                       "pkg:npm/app@1.0.0 -> pkg:npm/a@1.5.0 (runtime)",
                                       "pkg:npm/app@1.0.0 -> pkg:npm/b@2.0.0 (runtime)",
                                       "pkg:npm/app@1.0.0 -> pkg:npm/d@1.0.0 (contains)",
                                       "pkg:npm/app@1.0.0 -> pkg:npm/p@0.1.0 (contains)",
                                       "pkg:npm/b@1.0.0",
                                       "pkg:npm/b@1.0.0 -> pkg:npm/%40s/c@3.0.0 (runtime)",
                                       "pkg:npm/b@1.0.0 -> pkg:npm/d@1.0.0 (runtime)",
                                       "pkg:npm/b@2.0.0",
                                       "pkg:npm/b@2.0.0 -> pkg:npm/d@1.0.0 (optional)",
                                       "pkg:npm/d@1.0.0",
                                       "pkg:npm/p@0.1.0",
                                       "pkg:npm/p@0.1.0 -> ? app",
                                       "pkg:npm/p@0.1.0 -> pkg:npm/a@1.5.0 (runtime)",
                                       "pkg:npm/p@0.1.0 -> pkg:npm/d@1.0.0 (dev)"});
}

TEST_CASE("an alias has the name of the package, and all is known of all") {
  const auto graph = read(whole);
  const auto b = graph.at(*graph.find("pkg:npm/b@2.0.0"));
  CHECK(b.name == "b");
  CHECK(b.version == "2.0.0");
  CHECK(b.digest.empty());
  for (std::uint32_t i = 0; i < graph.artifact_count(); ++i) {
    CHECK(graph.completeness_of({i}) == completeness::known);
  }
}

TEST_CASE("the best digest of an integrity is taken out of its base64") {
  const auto digest = [](const std::string& integrity) {
    const auto graph = read(document(R"("node_modules/a": {"integrity": ")" + integrity + "\"}"));
    return std::string(graph.at({0}).digest);
  };
  // Of the empty text.
  const std::string sha256 = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  const std::string sha384 = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
  const std::string sha512 =
      "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";
  CHECK(digest(sha256) == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(digest(sha384) ==
        "sha384:38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b");
  CHECK(digest("sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk= " + sha512 + "?x  " + sha384).starts_with("sha512:cf83e1357eefb8bd"));
  CHECK(digest(sha512 + " " + sha256).starts_with("sha256:"));
  CHECK(digest("md5-x unknown").empty());
  for (const char* wrong :
       {"sha256-", "sha256", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFUA",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSu=U=", "sha256-47DEQpj8HBSa*/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}) {
    CAPTURE(wrong);
    const auto problem = refusal(document(std::string(R"("node_modules/a": {"integrity": ")") + wrong + "\"}"));
    CHECK(problem.message() == "the sha256 is not 32 bytes in base64");
    CHECK(problem.path() == "/packages/node_modules~1a/integrity");
  }
}

TEST_CASE("copies of one package stay apart by where they are") {
  const auto graph = read(document(R"("": {"name": "app", "dependencies": {"a": "1", "b": "1"}},
    "node_modules/a": {"version": "1.0.0"}, "node_modules/b": {"version": "1.0.0", "dependencies": {"a": "1"}},
    "node_modules/b/node_modules/a": {"version": "1.0.0"}, "node_modules/A": {"version": "1.0.0"})"));
  CHECK(lines_of(graph) == lines{"node_modules/A", "node_modules/a", "node_modules/b/node_modules/a", "pkg:npm/app",
                                 "pkg:npm/app -> node_modules/a (runtime)", "pkg:npm/app -> pkg:npm/b@1.0.0 (runtime)",
                                 "pkg:npm/b@1.0.0", "pkg:npm/b@1.0.0 -> node_modules/b/node_modules/a (runtime)"});
}

TEST_CASE("a package out of a repository is not the one of that name and version in a registry") {
  const auto graph = read(document(
      R"("node_modules/a": {"version": "1.0.0", "resolved": "git+ssh://git@example.org/a.git#0123"},
         "node_modules/b/node_modules/a": {"version": "1.0.0", "resolved": "https://example.org/a-1.0.0.tgz"})"));
  CHECK(lines_of(graph) ==
        lines{"pkg:npm/a@1.0.0", "pkg:npm/a@1.0.0?vcs_url=git%2Bssh:%2F%2Fgit%40example.org%2Fa.git%230123"});
}

TEST_CASE("a folder outside of the project finds what is installed around it, not in the project") {
  const auto graph = read(document(R"("": {"name": "app", "dependencies": {"x": "*", "a": "1"}},
    "../near/x": {"version": "1.0.0", "dependencies": {"a": "1", "b": "1"}},
    "../near": {"name": "near", "version": "1.0.0"}, "../near/node_modules/b": {"version": "1.0.0"},
    "../../far": {"version": "1.0.0", "dependencies": {"b": "1"}},
    "node_modules/x": {"resolved": "../near/x", "link": true}, "node_modules/a": {"version": "1.0.0"})"));
  CHECK(lines_of(graph) == lines{"pkg:npm/a@1.0.0", "pkg:npm/app", "pkg:npm/app -> pkg:npm/a@1.0.0 (runtime)",
                                 "pkg:npm/app -> pkg:npm/x@1.0.0 (runtime)", "pkg:npm/b@1.0.0", "pkg:npm/far@1.0.0",
                                 "pkg:npm/far@1.0.0 -> ? b", "pkg:npm/near@1.0.0", "pkg:npm/x@1.0.0",
                                 "pkg:npm/x@1.0.0 -> ? a", "pkg:npm/x@1.0.0 -> pkg:npm/b@1.0.0 (runtime)"});
}

TEST_CASE("node_modules/.package-lock.json, which has no project, is read too") {
  CHECK(lines_of(read(document(R"("node_modules/a": {"version": "1.0.0", "dependencies": {"b": "1"}},
    "node_modules/b": {"version": "1.0.0"})"))) ==
        lines{"pkg:npm/a@1.0.0", "pkg:npm/a@1.0.0 -> pkg:npm/b@1.0.0 (runtime)", "pkg:npm/b@1.0.0"});
}

TEST_CASE("a project without a name has a key, and one that depends on itself is no edge") {
  const auto graph = read(document(R"("": {"dependencies": {"self": "file:."}},
    "node_modules/self": {"resolved": "", "link": true})"));
  CHECK(lines_of(graph) == lines{"."});
  CHECK(graph.self_dependencies() == std::vector<std::string_view>{"."});
}

TEST_CASE("what is bundled is part of the package that comes with it, however deep it lies") {
  CHECK(lines_of(read(document(R"("node_modules/n": {"version": "1.0.0", "dependencies": {"a": "1"}},
    "node_modules/n/node_modules/a": {"version": "1.0.0", "inBundle": true},
    "node_modules/n/node_modules/a/node_modules/b": {"version": "1.0.0", "inBundle": true})"))) ==
        lines{"pkg:npm/a@1.0.0", "pkg:npm/b@1.0.0", "pkg:npm/n@1.0.0", "pkg:npm/n@1.0.0 -> pkg:npm/a@1.0.0 (contains)",
              "pkg:npm/n@1.0.0 -> pkg:npm/a@1.0.0 (runtime)", "pkg:npm/n@1.0.0 -> pkg:npm/b@1.0.0 (contains)"});
}

TEST_CASE("names lead where a walk from folder to folder leads") {
  std::mt19937 random(5);
  const auto pick = [&](std::size_t count) { return random() % count; };
  for (int round = 0; round < 300; ++round) {
    // Folders within folders, with few names, so that many hide others.
    std::vector<std::string> folders{""};
    std::set<std::string> used{""};
    for (std::size_t i = 0, count = 1 + pick(25); i < count; ++i) {
      const std::string& around = folders[pick(folders.size())];
      const std::string inside = pick(4) == 0 ? "part" + std::to_string(pick(3))
                                              : "node_modules/" + std::string(pick(3) == 0 ? "@s/" : "") +
                                                    std::string(1, static_cast<char>('a' + pick(5)));
      const std::string folder = around.empty() ? inside : around + "/" + inside;
      if (used.insert(folder).second) { folders.push_back(folder); }
    }
    std::map<std::string, std::set<std::string>> needs;
    std::string packages;
    std::ranges::shuffle(folders, random);
    for (std::size_t i = 0; i < folders.size(); ++i) {
      std::string list;
      for (const char* name : {"a", "b", "c", "d", "@s/a", "@s/b"}) {
        if (pick(2) == 0 && needs[folders[i]].insert(name).second) {
          list += (list.empty() ? "\"" : ", \"") + std::string(name) + R"(": "*")";
        }
      }
      packages += (i == 0 ? "\"" : ",\n\"") + folders[i] + R"(": {"name": "n)" + std::to_string(i) +
                  R"(", "dependencies": {)" + list + "}}";
    }
    std::set<std::pair<std::string, std::string>> expected;
    for (const auto& [from, names] : needs) {
      for (const std::string& name : names) {
        std::string at = from;
        for (;;) {
          const std::string candidate = (at.empty() ? "" : at + "/") + "node_modules/" + name;
          if (used.contains(candidate)) {
            expected.emplace(from, candidate);
            break;
          }
          if (at.empty()) { break; }
          at = at.substr(0, at.rfind('/') == std::string::npos ? 0 : at.rfind('/'));
        }
      }
    }
    CAPTURE(packages);
    const auto graph = read(document(packages));
    std::set<std::pair<std::string, std::string>> found;
    const auto folder_of = [&](fairlead::artifact_id id) {
      return folders[std::stoul(std::string(graph.at(id).name.substr(1)))];
    };
    for (const auto& each : graph.dependencies()) {
      if (each.kinds == fairlead::dependency_kind::runtime) { found.emplace(folder_of(each.from), folder_of(each.to)); }
    }
    for (const auto& each : graph.self_dependencies()) {
      const std::string at = folder_of(*graph.find(each));
      found.emplace(at, at);
    }
    REQUIRE(found == expected);
  }
}

TEST_CASE("a link that leads nowhere, or to a link, is refused by name") {
  const auto link = [](const std::string& from, const std::string& to) {
    return "\"" + from + R"(": {"resolved": ")" + to + R"(", "link": true})";
  };
  CHECK(refusal(document(link("node_modules/a", "parts/a"))).message() ==
        "the link node_modules/a leads to 'parts/a', which is not in the document");
  CHECK(refusal(document(link("node_modules/a", "node_modules/b") + "," + link("node_modules/b", "node_modules/a")))
            .message() == "the link node_modules/a leads to 'node_modules/b', which is a link itself");
}

TEST_CASE("what is no package-lock.json that can be read is told apart") {
  CHECK(refusal("").message() == "the document ends too early; was it truncated?");
  CHECK(refusal("[]").message() == "the document is not an object; is this package-lock.json?");
  CHECK(refusal("{}").message() == "'lockfileVersion' is missing; is this package-lock.json?");
  CHECK(refusal(R"({"lockfileVersion": 3})").message() == "'packages' is missing; is this package-lock.json?");
  CHECK(refusal(R"({"lockfileVersion": 1, "dependencies": {}})").message() ==
        "lockfileVersion 1 does not say where packages are; 'npm install --package-lock-only' renews it");
  CHECK(refusal(R"({"lockfileVersion": 4})").message() == "lockfileVersion 4 is not known; 2 and 3 are");
  CHECK(read("\xef\xbb\xbf"
             R"({"lockfileVersion": 2, "packages": {}, "dependencies": {"a": 7}})")
            .artifact_count() == 0);
}

TEST_CASE("what is wrong is told with a JSON pointer") {
  const auto at = [](const std::string& packages) { return refusal(document(packages)).path(); };
  CHECK(at(R"("node_modules/a": 7)") == "/packages/node_modules~1a");
  CHECK(at(R"("node_modules/a": {"version": 7})") == "/packages/node_modules~1a/version");
  CHECK(at(R"("node_modules/a": {"link": "yes"})") == "/packages/node_modules~1a/link");
  CHECK(at(R"("node_modules/a": {"dependencies": ["b"]})") == "/packages/node_modules~1a/dependencies");
  CHECK(at(R"("node_modules/a": {"dependencies": {"b": 1}})") == "/packages/node_modules~1a/dependencies/b");
  CHECK(at(R"("node_modules/a": {"dependencies": {"": "1"}})") == "/packages/node_modules~1a/dependencies/");
  CHECK(at(R"("node_modules/a": {"peerDependenciesMeta": {"b": true}})") ==
        "/packages/node_modules~1a/peerDependenciesMeta/b");
  CHECK(at(R"("node_modules/a": {"version": "1", "version": "2"})") == "/packages/node_modules~1a/version");
  for (const char* location : {"/a", "a/", "a//b", "./a", "a/../b", "..//a", "../", "a/."}) {
    CAPTURE(location);
    CHECK(refusal(document("\"" + std::string(location) + "\": {}")).message() ==
          "'" + std::string(location) + "' is no location; one is like node_modules/NAME");
  }
}

TEST_CASE("what is there twice is refused") {
  const auto location = refusal(document(R"("node_modules/a": {}, "node_modules/a": {})"));
  CHECK(location.code() == errc::duplicate_artifact);
  CHECK(location.path() == "/packages/node_modules~1a");
  const auto name = refusal(document(R"("node_modules/a": {"dependencies": {"b": "1", "c": "1", "b": "2"}})"));
  CHECK(name.message() == "'b' is there twice in one list");
  CHECK(name.path() == "/packages/node_modules~1a");
  CHECK(refusal(document(R"("node_modules/a": {"version": "1"}, "pkg:npm/a@1": {"name": "b"}, "x": {"name": "b"})"))
            .code() == errc::duplicate_artifact);
}

TEST_CASE("the limits are kept") {
  const auto code = [&](const fairlead::read_limits& limits) { return refusal(whole, limits).code(); };
  CHECK(code({.max_bytes = whole.size() - 1}) == errc::limit_exceeded);
  CHECK(code({.max_depth = 4}) == errc::limit_exceeded);
  CHECK(code({.max_text = 20}) == errc::limit_exceeded);
  CHECK(code({.max_artifacts = 7}) == errc::limit_exceeded);
  CHECK(code({.max_dependencies = 15}) == errc::limit_exceeded);
  CHECK(read(whole,
             {.max_bytes = whole.size(), .max_depth = 5, .max_text = 36, .max_artifacts = 8, .max_dependencies = 17})
            .artifact_count() == 7);
}

TEST_CASE("a million levels, a huge name and a hundred megabytes of what is not read are one error or none") {
  const std::string start = R"({"lockfileVersion": 3, "packages": {"node_modules/a": {)";
  generated_stream deep(R"({"lockfileVersion": 3, "dependencies": )", "{\"a\":", 4'000'000, "");
  CHECK(error_of([&] { (void)fairlead::read_package_lock(deep); }).code() == errc::limit_exceeded);
  generated_stream name(start + "\"dependencies\": {\"", "x", std::uint64_t{100} << 20, "");
  const auto problem = error_of([&] { (void)fairlead::read_package_lock(name); });
  CHECK(problem.code() == errc::limit_exceeded);
  generated_stream skipped(start + "\"funding\": [", R"({"url": "https://example.org"},)", std::uint64_t{100} << 20,
                           "0]}}}");
  CHECK(fairlead::read_package_lock(skipped).artifact_count() == 1);
}

TEST_CASE("deep folders with many names that lead nowhere take linear time") {
  std::string location;
  std::string packages;
  std::string list;
  for (int i = 0; i < 2'000; ++i) {
    location += std::string(location.empty() ? "" : "/") + "node_modules/a";
    packages += "\"" + location + "\": {\"version\": \"" + std::to_string(i) + "\"},";
  }
  for (int i = 0; i < 200'000; ++i) { list += (i == 0 ? "\"n" : ",\"n") + std::to_string(i) + "\":\"\""; }
  packages += "\"" + location + "/node_modules/b\": {\"dependencies\": {" + list + "}}";
  const auto graph = read(document(packages));
  CHECK(graph.artifact_count() == 2'001);
  CHECK(graph.dangling().size() == 200'000);
}

TEST_CASE("every truncation is refused") {
  check_every_truncation_is_refused(whole, [](const std::string& text) { return read(text); });
}

TEST_CASE("no damage leads to anything but a graph or one error") {
  check_damage_is_survived(whole, [](const std::string& text) { return read(text); });
}

TEST_CASE("progress is told after every block") {
  generated_stream input(R"({"lockfileVersion": 3, "packages": {}, "x": ")", "y", 200'000, "\"}");
  check_progress_is_told(
      input, [](std::istream& from, const auto& progress) { return fairlead::read_package_lock(from, {}, progress); });
}
