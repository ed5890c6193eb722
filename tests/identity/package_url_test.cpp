// SPDX-License-Identifier: BSL-1.0
#include <fairlead/identity/package_url.hpp>

#include <random>
#include <unordered_set>

#include <doctest/doctest.h>

using fairlead::package_url;
using fairlead::purl_parts;
using fairlead::purl_reading;

namespace {

std::size_t offset_of_error(const std::string& text, purl_reading reading = purl_reading::tolerant) {
  try {
    (void)package_url::parse(text, reading);
  } catch (const fairlead::error& problem) {
    CHECK(problem.code() == fairlead::errc::invalid_text);
    return problem.offset();
  }
  FAIL("it was read: " << text);
  return 0;
}

std::string component_at_fault(const purl_parts& parts) {
  try {
    (void)package_url::build(parts);
  } catch (const fairlead::error& problem) {
    CHECK(problem.code() == fairlead::errc::invalid_text);
    return problem.path();
  }
  FAIL("it was built");
  return {};
}

std::string canonical(const std::string& text) { return package_url::parse(text).to_string(); }

}  // namespace

TEST_CASE("a package URL tells its components, decoded") {
  const auto url =
      package_url::parse("pkg:maven/org.example/a%20b@1.0%2B2?type=zip&classifier=dist%26x#/lib//./x%20y/");
  CHECK(url.type() == "maven");
  CHECK(url.parts().namespace_path == "org.example");
  CHECK(url.name() == "a b");
  CHECK(url.version() == "1.0+2");
  CHECK(url.qualifier("classifier") == "dist&x");
  CHECK(url.qualifier("type") == "zip");
  CHECK(url.qualifier("arch").empty());
  CHECK(url.parts().subpath == "lib/x y");
  CHECK(url.to_string() == "pkg:maven/org.example/a%20b@1.0%2B2?classifier=dist%26x&type=zip#lib/x%20y");
}

TEST_CASE("the canonical text has one form for what is written in many") {
  CHECK(canonical("PKG:/NPM//%40Babel//Core@7.0.0-rc.1") == "pkg:npm/%40babel/core@7.0.0-rc.1");
  CHECK(canonical("pkg:npm/@babel/core") == "pkg:npm/%40babel/core");
  CHECK(canonical("pkg:npm/@babel/core@7") == "pkg:npm/%40babel/core@7");
  CHECK(canonical("pkg:generic/x@") == "pkg:generic/x");
  CHECK(canonical("pkg:generic/x/") == "pkg:generic/x");
  CHECK(canonical("pkg:generic/x?a=&b=2") == "pkg:generic/x?b=2");
  CHECK(canonical("pkg:generic/x?u=a/b?c=d") == "pkg:generic/x?u=a%2Fb%3Fc%3Dd");
  CHECK(canonical("pkg:generic/x#%2e%2E/a/..") == "pkg:generic/x#a");
  CHECK(canonical("pkg:generic/caf\xC3\xA9@\xE2\x82\xAC") == "pkg:generic/caf%C3%A9@%E2%82%AC");
  CHECK(canonical("pkg:generic/a%2fb~_.-:@1:2") == "pkg:generic/a%2Fb~_.-:@1:2");
  CHECK(canonical("pkg:pypi/Zope._-Interface@1.0RC1") == "pkg:pypi/zope-interface@1.0rc1");
  CHECK(canonical("pkg:pub/Angular-Router") == "pkg:pub/angular_router");
  CHECK(canonical("pkg:git/Host.example/Group/Sub/Repo@Tag") == "pkg:git/host.example/group/sub/repo@Tag");
}

TEST_CASE("what is wrong is told with its place") {
  CHECK(offset_of_error("") == 0);
  CHECK(offset_of_error("npm/x@1") == 0);
  CHECK(offset_of_error("pkg:") == 4);
  CHECK(offset_of_error("pkg:npm") == 7);
  CHECK(offset_of_error("pkg:npm/") == 8);
  CHECK(offset_of_error("pkg:npm/@1") == 8);
  CHECK(offset_of_error("pkg:npm/a/@1") == 10);
  CHECK(offset_of_error("pkg:3npm/a") == 4);
  CHECK(offset_of_error("pkg:n+m/a") == 5);
  CHECK(offset_of_error("pkg:npm/a%2") == 9);
  CHECK(offset_of_error("pkg:npm/a%zz") == 9);
  CHECK(offset_of_error("pkg:npm/a%2@1") == 9);
  CHECK(offset_of_error("pkg:generic/a%2Fb/c") == 12);
  CHECK(offset_of_error("pkg:generic/x@%C0%80") == 14);
  CHECK(offset_of_error("pkg:generic/x@%ED%A0%80") == 14);
  CHECK(offset_of_error("pkg:generic/x?a=1&b") == 18);
  CHECK(offset_of_error("pkg:generic/x?a=1&") == 18);
  CHECK(offset_of_error("pkg:generic/x?=1") == 14);
  CHECK(offset_of_error("pkg:generic/x?a%20b=1") == 15);
  CHECK(offset_of_error("pkg:generic/x?b=1&a=2&B=3") == 22);
  CHECK(offset_of_error("pkg:generic/x#a#b") == 15);
  CHECK(offset_of_error("pkg:generic/x#a%2Fb") == 14);
  CHECK(offset_of_error("pkg:maven/io@1") == 10);
  CHECK(offset_of_error("pkg:cargo/rust/rand@1") == 10);
  CHECK(offset_of_error("pkg:cpan/GDT/URI::PackageURL") == 13);
  CHECK(offset_of_error("pkg:julia/Dates@1") == 17);
  CHECK(offset_of_error("pkg:chrome-extension/dlpngalgnefjeiefhmpklpfiohadpglk@1..2") == 54);
  CHECK(offset_of_error("pkg:cocoapods/.x") == 14);
}

TEST_CASE("keys in capitals are read, but not strictly") {
  CHECK(canonical("pkg:rpm/fedora/curl?Arch=i386") == "pkg:rpm/fedora/curl?arch=i386");
  CHECK(offset_of_error("pkg:rpm/fedora/curl?aRch=i386", purl_reading::strict) == 21);
}

TEST_CASE("a hostile text does not fill the message, and costs no more than its length") {
  std::string keys = "pkg:generic/x?";
  for (int i = 0; i < 50'000; ++i) { keys += "k" + std::to_string(i) + "=1&"; }
  CHECK(package_url::parse(keys + "z=1").parts().qualifiers.size() == 50'001);
  try {
    (void)package_url::parse(std::string(1'000'000, '!'));
    FAIL("it was read");
  } catch (const fairlead::error& problem) { CHECK(std::string_view(problem.what()).size() < 300); }
}

TEST_CASE("a package URL is built from components, or says which is at fault") {
  CHECK(package_url::build({.type = "NPM", .namespace_path = "/@Babel/", .name = "core", .version = "7"}).to_string() ==
        "pkg:npm/%40babel/core@7");
  CHECK(package_url::build({.type = "generic", .name = "a/b", .subpath = "./c//../d"}).to_string() ==
        "pkg:generic/a%2Fb#c/d");
  CHECK(package_url::build({.type = "generic", .name = "a", .qualifiers = {{"B", "2"}, {"a", "1"}, {"c", ""}}})
            .to_string() == "pkg:generic/a?a=1&b=2");
  CHECK(component_at_fault({.name = "x"}) == "type");
  CHECK(component_at_fault({.type = "a b", .name = "x"}) == "type");
  CHECK(component_at_fault({.type = "npm"}) == "name");
  CHECK(component_at_fault({.type = "generic", .name = "///"}) == "name");
  CHECK(component_at_fault({.type = "generic", .name = "\xFF"}) == "name");
  CHECK(component_at_fault({.type = "deb", .name = "curl"}) == "namespace");
  CHECK(component_at_fault({.type = "swid", .name = "x"}) == "qualifiers");
  CHECK(component_at_fault({.type = "npm", .name = "x", .qualifiers = {{"a", "1"}, {"A", "2"}}}) == "qualifiers");
  CHECK(component_at_fault({.type = "npm", .name = "x", .qualifiers = {{"1", "1"}}}) == "qualifiers");
}

TEST_CASE("a package is the same in all its versions") {
  const auto one = package_url::parse("pkg:npm/left-pad@1.0.0?repository_url=x#lib");
  CHECK(one.without_version().to_string() == "pkg:npm/left-pad");
  const auto julia = package_url::parse("pkg:julia/Dates@1?uuid=u&a=b");
  CHECK(julia.without_version().to_string() == "pkg:julia/Dates?uuid=u");
}

TEST_CASE("package URLs are compared and hashed by their canonical text") {
  const auto a = package_url::parse("pkg:pypi/Django_package@1");
  const auto b = package_url::parse("pkg:pypi/django-package@1");
  CHECK(a == b);
  CHECK(a < package_url::parse("pkg:pypi/django-package@2"));
  CHECK(std::unordered_set<package_url>{a, b}.size() == 1);
}

TEST_CASE("whatever is read is printed so that it is read again as the same") {
  std::mt19937 random(7);
  const std::string alphabet = "pkg:/@?=&#%.-_~ab2F0 +\xC3\xA9";
  const char* const types[] = {"generic", "git", "npm", "pypi", "golang"};
  int read = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::string text = std::string("pkg:") + types[random() % 5] + '/';
    for (auto length = random() % 24; length > 0; --length) { text += alphabet[random() % alphabet.size()]; }
    try {
      const auto url = package_url::parse(text);
      CAPTURE(text);
      const auto again = package_url::parse(url.to_string(), purl_reading::strict);
      REQUIRE(again.to_string() == url.to_string());
      REQUIRE(again.parts() == url.parts());
      REQUIRE(package_url::build(url.parts()) == url);
      ++read;
    } catch (const fairlead::error& problem) { REQUIRE(problem.offset() <= text.size()); }
  }
  CHECK(read > 10'000);
}
