// SPDX-License-Identifier: BSL-1.0
#include <fairlead/error.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using fairlead::errc;
using fairlead::error;

TEST_CASE("an error tells the place, then the problem") {
  CHECK(std::string(error(errc::corrupt, "odd").what()) == "odd");
  CHECK(std::string(error(errc::corrupt, "odd", "/a/1").what()) == "/a/1: odd");
  CHECK(std::string(error(errc::corrupt, "odd", {}, 7).what()) == "byte 7: odd");
  CHECK(std::string(error(errc::corrupt, "odd", "/a/1", 7).within("f.json").what()) == "f.json: /a/1: byte 7: odd");
}

TEST_CASE("control characters of a stranger's text are spelt, in the problem and in the place") {
  const error problem(errc::invalid_document, "the bom-ref 'a\x1b[2J\r\n\t' is used twice",
                      std::string("/x\0/\x7f", 5));
  CHECK(std::string(problem.what()) == "/x\\x00/\\x7f: the bom-ref 'a\\x1b[2J\\r\\n\\t' is used twice");
  CHECK(problem.message() == "the bom-ref 'a\x1b[2J\r\n\t' is used twice");
  CHECK(problem.path() == std::string("/x\0/\x7f", 5));
  for (int c = 0; c < 256; ++c) {
    const std::string shown = error(errc::corrupt, std::string(1, static_cast<char>(c))).what();
    CHECK((shown.size() == 1) == (c >= 0x20 && c != 0x7f));
    CHECK(shown.find_first_of(std::string("\0\n\r\x1b\x7f", 5)) == std::string::npos);
  }
}

TEST_CASE("the control characters beyond ASCII are spelt too, and letters beyond it are not") {
  CHECK(std::string(error(errc::corrupt,
                          "\xC2\x80 \xC2\x9B"
                          "2J \xC2\x9F")
                        .what()) == "\\x80 \\x9b2J \\x9f");
  for (const char* text : {"na\xC3\xAFve \xC2\xA0 \xE2\x82\xAC \xF0\x9F\x9A\x80", "C:\\new\\x", "\xC2", "\xFF\x9B"}) {
    CHECK(std::string(error(errc::corrupt, text).what()) == text);
  }
}

TEST_CASE("of an overlong error the beginning and the remedy at its end are shown, and how much is not") {
  const std::string name(100'000, 'x');
  const std::string shown = error(errc::unknown_state, "no state '" + name + "'; use a newer program").what();
  CHECK(shown.size() <= 4'000);
  CHECK(shown.starts_with("no state 'xxx"));
  CHECK(shown.ends_with("xxx'; use a newer program"));
  CHECK(shown.find("x [96132 bytes left out] x") != std::string::npos);
  CHECK(std::string(error(errc::corrupt, shown).what()) == shown);
  CHECK(std::string(error(errc::corrupt, std::string(4'000, 'x')).what()) == std::string(4'000, 'x'));
  CHECK(std::string(error(errc::corrupt, std::string(10'000, '\n')).what()).size() <= 4'000);
}

TEST_CASE("an overlong error is not cut within a character, and ends if there is none") {
  for (std::size_t shift = 0; shift < 4; ++shift) {
    std::string text(shift, '.');
    for (int i = 0; i < 2'000; ++i) { text += "\xF0\x9F\x9A\x80"; }
    const std::string shown = error(errc::corrupt, text).what();
    const std::size_t cut = shown.find(" [");
    REQUIRE(cut != std::string::npos);
    CHECK((cut - shift) % 4 == 0);
    CHECK((shown.size() - shown.find("] ") - 2) % 4 == 0);
  }
  CHECK(std::string(error(errc::corrupt, std::string(10'000, '\x80')).what()).size() <= 4'000);
}
