// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/document.hpp>

#include <doctest/doctest.h>

#include "hotfix.hpp"

using fairlead::description_of;
using fairlead::document_format;
using fairlead::document_of;

namespace {

struct odd : fairlead::lifecycle {
  struct first : initial {
    static constexpr std::string_view name = "1 <&\"";
  };
  struct go {
    static constexpr std::string_view name = "g\"\\\n";
  };
  using transitions = table<row<first, go, stay>>;
};

}  // namespace

TEST_CASE("as SCXML a lifecycle has states, ends, conditions, actions and signals") {
  const std::string text = document_of(description_of<tests::hotfix>, document_format::scxml, {"in_review"});
  CHECK(
      text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scxml xmlns=\"http://www.w3.org/2005/07/scxml\""));
  for (const char* part :
       {R"(name="hotfix" initial="draft">)", R"(  <state id="in_review" fairlead:current="true">)",
        R"(    <transition event="submit" target="in_review">
      <log label="action" expr="'record_content'"/>
    </transition>)",
        R"(<transition event="vote" cond="choice=approve and not_self" target="approved">
      <send event="notify"/>)",
        R"(    <transition event="deadline" target="refused"/>)", R"(    <transition event="comment">)",
        R"(  <final id="refused">
  </final>)"}) {
    CHECK_MESSAGE(text.find(part) != std::string::npos, part);
  }
}

TEST_CASE("as JSON a lifecycle has everything by name") {
  const std::string text = document_of(description_of<tests::hotfix>, document_format::json, {"in_review"});
  for (
      const char* part :
      {R"("name": "hotfix")", R"({"name": "draft", "initial": true})",
       R"({"name": "in_review", "waiting": true, "current": true})",
       R"({"source": "in_review", "event": "comment", "target": "in_review", "stays": true, "guards": [], "actions": ["note"]})",
       R"("guards": ["choice=approve", "not_self"], "actions": ["notify"]})"}) {
    CHECK_MESSAGE(text.find(part) != std::string::npos, part);
  }
}

TEST_CASE("names that the languages have uses for are escaped") {
  const std::string scxml = document_of(description_of<odd>, document_format::scxml);
  CHECK(scxml.find("initial=\"s0\"") != std::string::npos);
  CHECK(scxml.find("event=\"g&quot;\\&#10;\"") != std::string::npos);
  const std::string json = document_of(description_of<odd>, document_format::json);
  CHECK(json.find(R"("1 <&\"")") != std::string::npos);
  CHECK(json.find(R"("g\"\\\u000a")") != std::string::npos);
}

TEST_CASE("JSON is UTF-8 whatever the text is: each maximal subpart of an ill-formed sequence becomes U+FFFD") {
  const std::string r = "\xEF\xBF\xBD";
  const auto json = [](const std::string& text) { return fairlead::detail::json_text(text); };
  const auto quoted = [](const std::string& text) { return '"' + text + '"'; };
  // Nothing becomes of what is well-formed, up to the ends of each range.
  for (const char* text : {"", "a\x7F", "\xC2\x80\xDF\xBF", "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF",
                           "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"}) {
    CHECK(json(text) == quoted(text));
  }
  // Octets that begin nothing: continuations, and leads that no character has.
  for (const char* octet : {"\x80", "\xBF", "\xC0", "\xC1", "\xF5", "\xFE", "\xFF"}) {
    CHECK(json(std::string("a") + octet + "b") == quoted("a" + r + "b"));
  }
  // Characters that are cut off, by the end of the text, by a letter and by another character.
  for (const char* begun : {"\xC2", "\xE2", "\xE2\x82", "\xF0", "\xF0\x9F", "\xF0\x9F\x9A"}) {
    CHECK(json(begun) == quoted(r));
    CHECK(json(std::string(begun) + "b\n") == quoted(r + "b\\u000a"));
    CHECK(json(std::string(begun) + "\xC3\xA4") == quoted(r + "\xC3\xA4"));
    CHECK(json(std::string(begun) + begun) == quoted(r + r));
  }
  // Overlong forms, surrogates, and what lies beyond U+10FFFF: no octet of these is part of a character.
  CHECK(json("\xC0\xAF") == quoted(r + r));
  CHECK(json("\xE0\x9F\xBF") == quoted(r + r + r));
  CHECK(json("\xF0\x8F\xBF\xBF") == quoted(r + r + r + r));
  CHECK(json("\xED\xA0\x80") == quoted(r + r + r));
  CHECK(json("\xED\xBF\xBF") == quoted(r + r + r));
  CHECK(json("\xF4\x90\x80\x80") == quoted(r + r + r + r));
  // The examples of the standard, tables 3-8 to 3-11.
  CHECK(json("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41") == quoted(r + r + r + r + r + r + r + r + "A"));
  CHECK(json("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41") == quoted(r + r + r + r + r + r + r + r + "A"));
  CHECK(json("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42") == quoted(r + r + r + r + r + "A" + r + r + "B"));
  CHECK(json("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41") == quoted(r + r + r + r + "A"));
}
