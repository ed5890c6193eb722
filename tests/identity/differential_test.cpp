// SPDX-License-Identifier: BSL-1.0
// Versions and ranges against the programs that define them: npm's semver, python3-semver, Cargo's semver crate. Each
// is asked where it is on this machine.
#include <fairlead/identity/semantic_version.hpp>
#include <fairlead/identity/version_range.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "../support/source_root.hpp"

namespace {

namespace fs = std::filesystem;
using fairlead::range_syntax;
using fairlead::semantic_version;
using fairlead::version_range;
using lines = std::vector<std::string>;

constexpr int pairs = 100'000;

/// A directory of its own, gone when the test is.
class scratch {
public:
  scratch() {
    std::string name = (fs::temp_directory_path() / "fairlead-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
  ~scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }
  [[nodiscard]] std::string path() const { return path_.string(); }

private:
  fs::path path_;
};

bool succeeds(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()) == 0; }

lines lines_of(const fs::path& file) {
  lines result;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) { result.push_back(line); }
  return result;
}

/// What `command` answers to each of `questions`, line by line. `script` is in the file that the command names as
/// $SCRIPT.
lines answers(const std::string& command, const std::string& script, const lines& questions) {
  const scratch here;
  std::ofstream(here / "script") << script;
  {
    std::ofstream in(here / "in");
    for (const std::string& each : questions) { in << each << '\n'; }
  }
  const std::string at = "cd '" + here.path() + "' && SCRIPT=script && ";
  REQUIRE(std::system((at + command + " <in >out").c_str()) == 0);
  lines result = lines_of(here / "out");
  REQUIRE(result.size() == questions.size());
  return result;
}

class dice {
public:
  explicit dice(unsigned seed) : random_(seed) {}
  /// 0 to `sides` - 1.
  std::size_t roll(std::size_t sides) { return random_() % sides; }
  bool once_in(std::size_t sides) { return roll(sides) == 0; }
  std::string one_of(std::initializer_list<const char*> list) { return list.begin()[roll(list.size())]; }

  std::string number() { return once_in(40) ? one_of({"9007199254740990", "10", "99"}) : std::to_string(roll(4)); }
  std::string prerelease() {
    std::string text;
    for (auto i = roll(3) + 1; i > 0; --i) {
      text +=
          (text.empty() ? "" : ".") + one_of({"0", "1", "2", "10", "a", "b", "rc", "alpha", "-", "a-b", "1a", "0a"});
    }
    return text;
  }
  std::string suffix() {
    return (once_in(3) ? "-" + prerelease() : "") + (once_in(8) ? "+" + one_of({"b", "001", "a.b-1"}) : "");
  }
  std::string version() { return number() + '.' + number() + '.' + number() + suffix(); }

  std::string partial(std::initializer_list<const char*> wildcards) {
    std::string text = once_in(30) ? one_of(wildcards) : number();
    for (int i = 0; i < 2; ++i) {
      if (once_in(5)) { return text; }
      text += '.' + (once_in(6) ? one_of(wildcards) : number());
    }
    return text + suffix();
  }
  std::string npm_range() {
    std::string text;
    do {
      text += text.empty() ? "" : one_of({"||", " || ", "|| "});
      if (once_in(6)) {
        text += partial({"x", "X", "*"}) + " - " + partial({"x", "X", "*"});
        continue;
      }
      const auto bounds = roll(12) == 0 ? 0 : roll(3) + 1;
      for (std::size_t i = 0; i < bounds; ++i) {
        text += (i == 0 ? "" : one_of({" ", "  "})) +
                one_of({"", "^", "^", "~", "~>", ">", ">=", ">=", "<", "<=", "="}) + (once_in(6) ? " " : "") +
                (once_in(12) ? "v" : "") + partial({"x", "X", "*"});
      }
    } while (once_in(3));
    return text;
  }
  std::string cargo_range() {
    if (once_in(40)) { return one_of({"*", " x ", "X", ""}); }
    std::string text;
    do {
      text += (text.empty() ? "" : one_of({",", ", ", " , "})) +
              one_of({"", "^", "^", "~", ">", ">=", ">=", "<", "<=", "="}) + (once_in(6) ? " " : "") +
              partial({"x", "X", "*"});
    } while (once_in(2));
    return text;
  }

private:
  std::mt19937 random_;
};

std::string order_of(const std::string& a, const std::string& b) {
  const auto order = semantic_version::parse(a) <=> semantic_version::parse(b);
  return order < 0 ? "-1" : order > 0 ? "1" : "0";
}

std::string holds(const std::string& range, const std::string& version, range_syntax syntax) {
  std::optional<version_range> read;
  try {
    read = version_range::parse(range, syntax);
  } catch (const fairlead::error&) { return "invalid"; }
  return read->contains(semantic_version::parse(version)) ? "1" : "0";
}

/// One line for every question: both its halves.
lines version_pairs(unsigned seed) {
  dice random(seed);
  lines result;
  for (int i = 0; i < pairs; ++i) { result.push_back(random.version() + '\t' + random.version()); }
  return result;
}

std::pair<std::string, std::string> halves(const std::string& line) {
  const std::size_t tab = line.find('\t');
  return {line.substr(0, tab), line.substr(tab + 1)};
}

/// Answers that are all alike would have asked nothing.
void check_variety(const lines& theirs) {
  for (const char* answer : {"0", "1", "invalid"}) {
    CHECK_MESSAGE(std::count(theirs.begin(), theirs.end(), answer) > pairs / 50, answer);
  }
}

/// npm's own copy, or one installed into build/.
std::string find_semver() {
  return "const found = ['" + tests::source_root().string() +
         "/build/node_modules/semver', require('path').join(process.execPath, "
         "'../../lib/node_modules/npm/node_modules/semver'), '/usr/share/nodejs/semver', 'semver']\n"
         "  .find(each => { try { require(each); return true; } catch { return false; } });\n";
}

bool npm_is_missing() {
  const scratch here;
  std::ofstream(here / "find.js") << find_semver() << "process.exit(found ? 0 : 1);\n";
  if (succeeds("node '" + (here / "find.js").string() + "'")) { return false; }
  MESSAGE("skipped: node with semver is not on this machine");
  return true;
}

lines ask_npm(const std::string& expression, const lines& questions) {
  return answers("node $SCRIPT",
                 find_semver() +
                     "const semver = require(found);\n"
                     "const lines = require('fs').readFileSync(0, 'utf8').split('\\n').slice(0, -1);\n"
                     "console.log(lines.map(line => { const [a, b] = line.split('\\t'); return " +
                     expression + "; }).join('\\n'));\n",
                 questions);
}

/// The interpreter that has python3-semver: a distribution's package serves the distribution's own. Empty if none has.
std::string python_with_semver() {
  for (const char* each : {"python3", "/usr/bin/python3"}) {
    if (succeeds(std::string(each) + " -c 'import semver'")) { return each; }
  }
  MESSAGE("skipped: python3-semver is not on this machine");
  return {};
}

lines ask_python(const std::string& python, const std::string& expression, const lines& questions) {
  return answers(python + " $SCRIPT",
                 "import sys, semver\n"
                 "parse = semver.VersionInfo.parse\n"
                 "for line in sys.stdin:\n"
                 "    a, b = line.rstrip('\\n').split('\\t')\n"
                 "    print(" +
                     expression + ")\n",
                 questions);
}

}  // namespace

TEST_CASE("npm orders versions as they are ordered here") {
  if (npm_is_missing()) { return; }
  const lines questions = version_pairs(1);
  const lines theirs = ask_npm("String(semver.compare(a, b))", questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto [a, b] = halves(questions[i]);
    CAPTURE(questions[i]);
    REQUIRE(order_of(a, b) == theirs[i]);
  }
}

TEST_CASE("Python orders versions as they are ordered here") {
  const std::string python = python_with_semver();
  if (python.empty()) { return; }
  const lines questions = version_pairs(2);
  const lines theirs = ask_python(python, "parse(a).compare(b)", questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto [a, b] = halves(questions[i]);
    CAPTURE(questions[i]);
    REQUIRE(order_of(a, b) == theirs[i]);
  }
}

// Of prereleases Python knows the order alone, and not that a range has to ask for them.
TEST_CASE("Python's conditions hold the same releases here") {
  const std::string python = python_with_semver();
  if (python.empty()) { return; }
  dice random(6);
  lines questions;
  for (int i = 0; i < pairs; ++i) {
    questions.push_back(random.one_of({"<", "<=", ">", ">=", "=="}) + random.version() + '\t' +
                        semantic_version::parse(random.version()).released().to_string());
  }
  const lines theirs = ask_python(python, "int(parse(b).match(a))", questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto [condition, version] = halves(questions[i]);
    CAPTURE(questions[i]);
    const std::string range = condition.starts_with("==") ? condition.substr(1) : condition;
    REQUIRE(holds(range, version, range_syntax::npm) == theirs[i]);
  }
  CHECK(std::count(theirs.begin(), theirs.end(), "1") > pairs / 4);
  CHECK(std::count(theirs.begin(), theirs.end(), "0") > pairs / 4);
}

TEST_CASE("npm raises a prerelease to the same, or to one that is not later") {
  if (npm_is_missing()) { return; }
  dice random(3);
  lines questions;
  for (int i = 0; i < 20'000; ++i) {
    questions.push_back(random.version() + '\t' +
                        (random.once_in(2) ? "" : random.one_of({"rc", "a", "b.1", "alpha"})));
  }
  const lines theirs = ask_npm("semver.inc(a, 'prerelease', b)", questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto [version, label] = halves(questions[i]);
    CAPTURE(questions[i]);
    try {
      const auto next = semantic_version::parse(version).bump(fairlead::version_part::prerelease, label);
      REQUIRE(next.to_string() == theirs[i]);
    } catch (const fairlead::error& problem) {
      REQUIRE(problem.code() == fairlead::errc::invalid_value);
      REQUIRE_FALSE(semantic_version::parse(version) < semantic_version::parse(theirs[i]));
    }
  }
}

TEST_CASE("npm's ranges hold the same versions here, and the same texts are none") {
  if (npm_is_missing()) { return; }
  dice random(4);
  lines questions;
  for (int i = 0; i < pairs; ++i) { questions.push_back(random.npm_range() + '\t' + random.version()); }
  const lines theirs =
      ask_npm("semver.validRange(a) === null ? 'invalid' : semver.satisfies(b, a) ? '1' : '0'", questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto [range, version] = halves(questions[i]);
    CAPTURE(questions[i]);
    REQUIRE(holds(range, version, range_syntax::npm) == theirs[i]);
  }
  check_variety(theirs);
}

// The crate comes with Debian's librust-semver-dev; FAIRLEAD_SEMVER_CRATE names it where it lies elsewhere.
TEST_CASE("Cargo's requirements hold the same versions here, and the same texts are none") {
  std::string crate = std::getenv("FAIRLEAD_SEMVER_CRATE") != nullptr ? std::getenv("FAIRLEAD_SEMVER_CRATE") : "";
  if (const fs::path registry = "/usr/share/cargo/registry"; crate.empty() && fs::exists(registry)) {
    for (const auto& each : fs::directory_iterator(registry)) {
      if (each.path().filename().string().starts_with("semver-1")) { crate = each.path().string(); }
    }
  }
  if (crate.empty() || !succeeds("rustc --version")) {
    MESSAGE("skipped: rustc with the semver crate is not on this machine");
    return;
  }
  dice random(5);
  lines questions;
  for (int i = 0; i < pairs; ++i) { questions.push_back(random.cargo_range() + '\t' + random.version()); }
  const lines theirs =
      answers("rustc -Awarnings --edition 2018 -O --crate-type rlib --crate-name semver '" + crate +
                  "/src/lib.rs' --cfg 'feature=\"std\"' 1>&2 && cp $SCRIPT ask.rs && "
                  "rustc -Awarnings --edition 2018 -O --extern semver=libsemver.rlib ask.rs 1>&2 && ./ask",
              R"(
use std::io::BufRead;
fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let tab = line.find('\t').unwrap();
        let version = semver::Version::parse(&line[tab + 1..]).unwrap();
        match semver::VersionReq::parse(&line[..tab]) {
            Err(_) => println!("invalid"),
            Ok(range) => println!("{}", if range.matches(&version) { "1" } else { "0" }),
        }
    }
}
)",
              questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto [range, version] = halves(questions[i]);
    CAPTURE(questions[i]);
    REQUIRE(holds(range, version, range_syntax::cargo) == theirs[i]);
  }
  check_variety(theirs);
}
