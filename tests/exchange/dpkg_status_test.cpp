// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/dpkg_status.hpp>

#include <sstream>

#include <doctest/doctest.h>

#include "documents.hpp"

using fairlead::errc;
using tests::check_damage_is_survived;
using tests::check_progress_is_told;
using tests::error_of;
using tests::generated_stream;
using tests::lines_of;

namespace {

using lines = std::vector<std::string>;

fairlead::artifact_graph read(const std::string& text, const fairlead::read_limits& limits = {}) {
  std::istringstream input(text);
  return fairlead::read_dpkg_status(input, limits);
}
fairlead::error refusal(const std::string& text, const fairlead::read_limits& limits = {}) {
  return error_of([&] { (void)read(text, limits); });
}
std::string package(const std::string& name, const std::string& fields = "",
                    const std::string& architecture = "amd64") {
  return "Package: " + name + "\nStatus: install ok installed\nArchitecture: " + architecture + "\nVersion: 1\n" +
         fields + "\n";
}
std::string key(const std::string& name, const std::string& architecture = "amd64") {
  return "pkg:deb/debian/" + name + "@1?arch=" + architecture;
}

}  // namespace

TEST_CASE("installed packages and what they depend on become a graph") {
  const auto graph = read(package("a", "Depends: b (>= 1.0), c\nPre-Depends: c\n") + package("b") + package("c"));
  CHECK(lines_of(graph) == lines{key("a"), key("a") + " -> " + key("b") + " (runtime)",
                                 key("a") + " -> " + key("c") + " (pre)", key("a") + " -> " + key("c") + " (runtime)",
                                 key("b"), key("c")});
  CHECK(graph.completeness_of(*graph.find(key("b"))) == fairlead::completeness::known);
}

TEST_CASE("a package that is not installed counts as absent") {
  CHECK(lines_of(read("Package: old\nStatus: deinstall ok config-files\n\n" + package("a", "Depends: old\n"))) ==
        lines{key("a"), key("a") + " -> ? old"});
}

TEST_CASE("of alternatives the first that is there counts, also by what it provides") {
  CHECK(lines_of(read(package("a", "Depends: x | mail-transport-agent | b\n") + package("b") +
                      package("exim", "Provides: mail-transport-agent (= 3), smtp\n"))) ==
        lines{key("a"), key("a") + " -> " + key("exim") + " (runtime)", key("b"), key("exim")});
}

TEST_CASE("if no alternative is there, the clause is dangling as it is written") {
  CHECK(lines_of(read(package("a", "Depends: x (>= 2) | y:any\n"))) ==
        lines{key("a"), key("a") + " -> ? x (>= 2) | y:any"});
}

TEST_CASE("a package of the name goes before one that provides it, and the same architecture before others") {
  const std::string world = package("lib", "", "i386") + package("lib") + package("other", "Provides: lib\n") +
                            package("tool", "", "all") + package("tool", "", "i386");
  const auto target = [&](const std::string& clause) {
    return lines_of(read(world + package("a", "Depends: " + clause + "\n"))).at(1);
  };
  CHECK(target("lib") == key("a") + " -> " + key("lib") + " (runtime)");
  CHECK(target("lib:any") == key("a") + " -> " + key("lib") + " (runtime)");
  CHECK(target("lib:i386") == key("a") + " -> " + key("lib", "i386") + " (runtime)");
  CHECK(target("tool") == key("a") + " -> " + key("tool", "all") + " (runtime)");
  CHECK(target("lib:arm64") == key("a") + " -> ? lib:arm64");
}

TEST_CASE("keys are package URLs: a plus is escaped, an epoch is not") {
  const auto graph = read("Package: g++\nStatus: install ok installed\nArchitecture: amd64\nVersion: 4:12.2.0-3+b1\n");
  CHECK(graph.at({0}).key == "pkg:deb/debian/g%2B%2B@4:12.2.0-3%2Bb1?arch=amd64");
  CHECK(graph.at({0}).name == "g++");
  CHECK(graph.at({0}).version == "4:12.2.0-3+b1");
}

TEST_CASE("fields may be folded, come in any case, and end with carriage returns") {
  CHECK(lines_of(read("package: a\r\nSTATUS: install ok installed\r\nArchitecture: amd64\r\nVersion: 1\r\nDescription: "
                      "x\r\n y\r\n .\r\n"
                      "Depends: b,\r\n  c\r\n\r\n" +
                      package("b") + package("c"))) == lines{key("a"), key("a") + " -> " + key("b") + " (runtime)",
                                                             key("a") + " -> " + key("c") + " (runtime)", key("b"),
                                                             key("c")});
}

TEST_CASE("what is wrong is told with line and offset") {
  CHECK(refusal("Package: a\nnonsense\n").message() == "line 2: a field is 'Name: value'");
  CHECK(refusal("Package: a\nnonsense\n").offset() == 11);
  CHECK(refusal(" folded\n").message() == "line 1: a line that continues a field, but there is none");
  CHECK(refusal("Version: 1\n\n").message() ==
        "line 2: the paragraph that ends here has no Package; is this a dpkg status file?");
  CHECK(refusal("Package: a\nStatus: installed\n").message() == "line 2: the Status of a is not three words");
  CHECK(refusal("Package: a\nPackage: b\n").message() == "line 2: the field Package is there twice");
  CHECK(refusal("Package: A b\nStatus: install ok installed\n\n").message() == "line 3: not a Package: 'A b'");
  CHECK(refusal("Package: a\nStatus: install ok installed\nVersion: 1\n").code() == errc::invalid_document);
  CHECK(refusal(package("a") + package("a")).code() == errc::duplicate_artifact);
}

TEST_CASE("the limits are kept") {
  const std::string text = package("a", "Depends: b, c\n") + package("b");
  CHECK(refusal(text, {.max_bytes = 10}).code() == errc::limit_exceeded);
  CHECK(refusal(text, {.max_line = 20}).code() == errc::limit_exceeded);
  CHECK(refusal(text, {.max_artifacts = 1}).code() == errc::limit_exceeded);
  CHECK(refusal(text, {.max_dependencies = 1}).code() == errc::limit_exceeded);
  CHECK(refusal(package("a", "Depends: b,\n" + std::string(10, ' ') + "c\n"), {.max_line = 30}).code() ==
        errc::invalid_value);
}

TEST_CASE("a line without end is refused as soon as it is too long") {
  tests::generated_stream input("Package: ", "x", std::uint64_t{100} << 20, "");
  const auto problem = error_of([&] { (void)fairlead::read_dpkg_status(input); });
  CHECK(problem.code() == errc::limit_exceeded);
  CHECK(problem.message().starts_with("line 1: "));
}

TEST_CASE("no damage leads to anything but a graph or one error") {
  const std::string whole = package("a", "Depends: b (>= 1) | c, d:any\nProvides: e\n") + package("b") + package("d");
  check_damage_is_survived(whole, [](const std::string& text) { return read(text); });
}

TEST_CASE("progress is told after every block") {
  generated_stream input("Package: a\nStatus: install ok installed\nArchitecture: all\nVersion: 1\nDescription: it\n",
                         " more\n", 200'000, "\n");
  check_progress_is_told(
      input, [](std::istream& from, const auto& progress) { return fairlead::read_dpkg_status(from, {}, progress); });
}
