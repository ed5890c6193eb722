// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/debian_packages.hpp>

#include <array>
#include <cstdlib>
#include <sstream>

#include <doctest/doctest.h>

#include "documents.hpp"

using fairlead::errc;
using tests::check_damage_is_survived;
using tests::check_progress_is_told;
using tests::error_of;
using tests::generated_stream;
using tests::lines_of;
using tests::scratch_file;

namespace {

using lines = std::vector<std::string>;

fairlead::artifact_graph read(const std::string& text, const fairlead::read_limits& limits = {}) {
  std::istringstream input(text);
  return fairlead::read_debian_packages(input, limits);
}
fairlead::error refusal(const std::string& text, const fairlead::read_limits& limits = {}) {
  return error_of([&] { (void)read(text, limits); });
}
std::string package(const std::string& name, const std::string& fields = "", const std::string& version = "1",
                    const std::string& architecture = "amd64") {
  return "Package: " + name + "\nVersion: " + version + "\nArchitecture: " + architecture + "\n" + fields + "\n";
}
std::string key(const std::string& name, const std::string& version = "1", const std::string& architecture = "amd64") {
  return "pkg:deb/debian/" + name + "@" + version + "?arch=" + architecture;
}
// What "a" depends on with this clause, beside `world`.
std::string target(const std::string& world, const std::string& clause) {
  const auto graph = read(package("a", "Depends: " + clause + "\n") + world);
  if (graph.dependencies().empty()) { return "? " + std::string(graph.dangling().at(0).reference); }
  return std::string(graph.at(graph.dependencies().front().to).key);
}

}  // namespace

TEST_CASE("packages, their digests and what they depend on become a graph") {
  const std::string digits(64, '7');
  const auto graph = read(package("a", "Depends: b, c\nPre-Depends: c\nSHA256: " + digits + "\nDescription: x\n y\n") +
                          package("b") + package("c", "", "1", "all"));
  CHECK(lines_of(graph) == lines{key("a"), key("a") + " -> " + key("b") + " (runtime)",
                                 key("a") + " -> " + key("c", "1", "all") + " (pre)",
                                 key("a") + " -> " + key("c", "1", "all") + " (runtime)", key("b"),
                                 key("c", "1", "all")});
  CHECK(graph.at({0}).digest == "sha256:" + digits);
  CHECK(graph.at({1}).digest.empty());
  CHECK(graph.completeness_of({1}) == fairlead::completeness::known);
}

TEST_CASE("versions are ordered as Debian does, which the constraints of a relation see") {
  // Ascending.
  constexpr std::array versions{"0~~",       "0~~a",       "0~",    "0",        "0a",    "0+",
                                "1.0~rc1-1", "1.0-1~bpo1", "1.0-1", "1.0-1+b1", "1.0-2", "1.0-10",
                                "1.0a",      "1.2",        "1.10",  "1:0.1",    "2:0.0", "10:0"};
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const std::string world = package("b", "", versions[i]);
    for (std::size_t j = 0; j < versions.size(); ++j) {
      CAPTURE(versions[i]);
      CAPTURE(versions[j]);
      const auto holds = [&](const std::string& comparison) {
        return !target(world, "b (" + comparison + " " + versions[j] + ")").starts_with("?");
      };
      CHECK(holds("<<") == (i < j));
      CHECK(holds("<=") == (i <= j));
      CHECK(holds("=") == (i == j));
      CHECK(holds(">=") == (i >= j));
      CHECK(holds(">>") == (i > j));
    }
  }
  CHECK(target(package("b", "", "0:1.00-0"), "b (= 1.0)") == key("b", "0:1.00-0"));
  CHECK(target(package("b"), "b (< 1)") == key("b"));
  CHECK(target(package("b"), "b (> 1)") == key("b"));
  CHECK(target(package("b", "", "99999999999999999999999"), "b (>= 99999999999999999999998)") ==
        key("b", "99999999999999999999999"));
}

TEST_CASE("of alternatives the first counts that is there in a version that fits") {
  CHECK(target(package("b") + package("c"), "x | b (>= 2) | c") == key("c"));
  CHECK(target(package("b"), "x (>= 2) | b (>= 2)") == "? x (>= 2) | b (>= 2)");
  CHECK(target(package("b"), "b (about 1)") == "? b (about 1)");
  CHECK(target(package("b"), "b(=1)") == key("b"));
}

TEST_CASE("a virtual package is met by who provides it, and a version of it only where one is stated") {
  const std::string world = package("exim", "Provides: mta, mda (= 3), b\n") + package("postfix", "Provides: mta\n");
  CHECK(target(world, "mta") == key("exim"));
  CHECK(target(world, "mta (>= 1)") == "? mta (>= 1)");
  CHECK(target(world, "mda (>= 2)") == key("exim"));
  CHECK(target(world, "mda (>= 4)") == "? mda (>= 4)");
  CHECK(target(world + package("b"), "b") == key("b"));
  CHECK(target(world + package("b"), "b (= 2) | postfix") == key("postfix"));
}

TEST_CASE("of several versions the highest that fits is taken, of several architectures the own one") {
  const std::string world = package("b", "", "1.9") + package("b", "", "1.10") + package("b", "", "1.2") +
                            package("b", "", "3", "i386") + package("c", "", "1", "i386") +
                            package("c", "", "1", "all");
  CHECK(target(world, "b") == key("b", "1.10"));
  CHECK(target(world, "b (<< 1.10)") == key("b", "1.9"));
  CHECK(target(world, "b:any") == key("b", "1.10"));
  CHECK(target(world, "b:i386") == key("b", "3", "i386"));
  CHECK(target(world, "b (>= 2)") == key("b", "3", "i386"));
  CHECK(target(world, "b:arm64") == "? b:arm64");
  CHECK(target(world, "c") == key("c", "1", "all"));
}

TEST_CASE("what is wrong is told with line and offset") {
  CHECK(refusal("Package: a\nnonsense\n").offset() == 11);
  CHECK(refusal("Version: 1\n\n").message() ==
        "line 2: the paragraph that ends here has no Package; is this a Packages file?");
  CHECK(refusal("Package: a\n").message() ==
        "line 1: the paragraph that ends here has no Version; is this a Packages file?");
  CHECK(refusal(package("a", "SHA256: 12\n")).message() == "line 5: the SHA256 of a is not 64 digits");
  CHECK(refusal(package("a", "SHA256: xy\n")).message() == "line 5: not a SHA256: 'xy'");
  CHECK(refusal(package("a") + package("a")).code() == errc::duplicate_artifact);
}

TEST_CASE("the limits are kept") {
  const std::string text = package("a", "Depends: b, c\n") + package("b");
  CHECK(refusal(text, {.max_bytes = 10}).code() == errc::limit_exceeded);
  CHECK(refusal(text, {.max_line = 8}).code() == errc::limit_exceeded);
  CHECK(refusal(text, {.max_artifacts = 1}).code() == errc::limit_exceeded);
  CHECK(refusal(text, {.max_dependencies = 1}).code() == errc::limit_exceeded);
}

TEST_CASE("many relations to a name that many packages answer to end in one error, in linear time") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) { text += package("b", "", "1." + std::to_string(i)); }
  std::string clauses;
  for (int i = 0; i < 20'000; ++i) { clauses += "b (= 1." + std::to_string(i) + "), "; }
  CHECK(refusal(text + package("a", "Depends: " + clauses + "b\n")).message() ==
        "too many packages answer to the same names");
  CHECK(read(text + package("a", "Depends: b, c | b (= 1.7)\n")).dependencies().size() == 2);
}

TEST_CASE("a compressed file is read as what is in it") {
  const scratch_file plain(package("a", "Depends: b\n") + package("b"));
  for (const std::string tool : {"gzip", "xz", "lz4", "zstd"}) {
    CAPTURE(tool);
    if (std::system(("command -v " + tool + " > /dev/null").c_str()) != 0) {
      MESSAGE("skipped: " << tool << " is not on this machine");
      continue;
    }
    const scratch_file compressed("");
    REQUIRE(std::system((tool + " -c '" + plain.path.string() + "' > '" + compressed.path.string() + "'").c_str()) ==
            0);
    CHECK(lines_of(fairlead::read_debian_packages(compressed.path)) ==
          lines_of(fairlead::read_debian_packages(plain.path)));

    std::ostringstream bytes;
    bytes << std::ifstream(compressed.path, std::ios::binary).rdbuf();
    const scratch_file truncated(bytes.str().substr(0, bytes.str().size() - 5));
    const auto problem = error_of([&] { (void)fairlead::read_debian_packages(truncated.path); });
    CHECK(problem.message() == tool + " could not decompress the file: is it damaged or truncated?");
    CHECK(problem.path() == truncated.path.string());
  }
}

TEST_CASE("a small file that decompresses to a large one stops at the limit") {
  if (std::system("command -v gzip > /dev/null") != 0) { return; }
  const scratch_file bomb("");
  REQUIRE(std::system(("head -c 200000000 /dev/zero | gzip -1 > '" + bomb.path.string() + "'").c_str()) == 0);
  const auto problem =
      error_of([&] { (void)fairlead::read_debian_packages(bomb.path, {.max_bytes = 100'000, .max_line = 1U << 30U}); });
  CHECK(problem.code() == errc::limit_exceeded);
}

TEST_CASE("what only begins like a compressed file is told apart, and what is compressed and not there too") {
  const scratch_file other("\x1f\x8b");
  CHECK(error_of([&] { (void)fairlead::read_debian_packages(other.path); }).code() == errc::invalid_document);
  const scratch_file parenthesis("(x");
  CHECK(error_of([&] { (void)fairlead::read_debian_packages(parenthesis.path); }).message() ==
        "line 1: a field is 'Name: value'");
  CHECK(error_of([] { (void)fairlead::read_debian_packages(std::filesystem::path("/no/such/file")); }).code() ==
        errc::unreadable);
}

TEST_CASE("no damage leads to anything but a graph or one error") {
  const std::string whole =
      package("a", "Depends: b (>= 1) | c, d:any\nProvides: e (= 2)\n") + package("b") + package("d");
  check_damage_is_survived(whole, [](const std::string& text) { return read(text); });
}

TEST_CASE("progress is told after every block") {
  generated_stream input("Package: a\nArchitecture: all\nVersion: 1\nDescription: it\n", " more\n", 200'000, "\n");
  check_progress_is_told(input, [](std::istream& from, const auto& progress) {
    return fairlead::read_debian_packages(from, {}, progress);
  });
}
