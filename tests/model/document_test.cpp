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
