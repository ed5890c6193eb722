// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/recurrence.hpp>

#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/error.hpp>

using fairlead::recurrence;
using fairlead::timestamp;

namespace {

timestamp moment(int year, unsigned month, unsigned day, int hour = 9) {
  const std::chrono::sys_days date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
  return timestamp{} + date.time_since_epoch() + std::chrono::hours{hour};
}
std::string date_of(timestamp at) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::nanoseconds>{std::chrono::nanoseconds{at.nanoseconds}})};
  return std::to_string(static_cast<int>(date.year())) + "-" + std::to_string(static_cast<unsigned>(date.month())) +
         "-" + std::to_string(static_cast<unsigned>(date.day()));
}
// The days of the first occurrences, at most `most`; each is found anew from the one before.
std::string expansion(const char* rule, timestamp start, int most = 40) {
  const auto recurs = recurrence::parse(rule);
  std::string text;
  std::string month;
  auto next = recurs.next(start, start);
  for (int i = 0; i < most && next; ++i) {
    CHECK((next->nanoseconds - start.nanoseconds) % 86'400'000'000'000 == 0);
    const std::string date = date_of(*next);
    const std::string its_month = date.substr(0, date.rfind('-'));
    if (its_month != month) { text += (text.empty() ? "" : "; ") + its_month + ":"; }
    text += " " + date.substr(date.rfind('-') + 1);
    month = its_month;
    next = recurs.next(start, next->later_by(1));
  }
  return text;
}
std::string complaint(std::string_view text, std::size_t offset) {
  try {
    (void)recurrence::parse(text);
  } catch (const fairlead::error& caught) {
    CHECK(caught.code() == fairlead::errc::invalid_text);
    CHECK(caught.offset() == offset);
    return caught.what();
  }
  return "none";
}

const timestamp tuesday = moment(1997, 9, 2);

}  // namespace

TEST_CASE("the examples of RFC 5545, 3.8.5.3, expand to the days that it lists") {
  CHECK(expansion("FREQ=DAILY;COUNT=10", tuesday) == "1997-9: 2 3 4 5 6 7 8 9 10 11");
  CHECK(expansion("FREQ=DAILY;INTERVAL=10;COUNT=5", tuesday) == "1997-9: 2 12 22; 1997-10: 2 12");
  CHECK(expansion("FREQ=DAILY;INTERVAL=2", tuesday, 16) ==
        "1997-9: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30; 1997-10: 2");
  CHECK(expansion("FREQ=WEEKLY;COUNT=10", tuesday) == "1997-9: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4");
  CHECK(expansion("FREQ=WEEKLY;UNTIL=19971224T000000Z", tuesday) ==
        "1997-9: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4 11 18 25; 1997-12: 2 9 16 23");
  const std::string five_weeks = "1997-9: 2 4 9 11 16 18 23 25 30; 1997-10: 2";
  CHECK(expansion("FREQ=WEEKLY;UNTIL=19971007T000000Z;BYDAY=TU,TH", tuesday) == five_weeks);
  CHECK(expansion("FREQ=WEEKLY;COUNT=10;BYDAY=TU,TH", tuesday) == five_weeks);
  CHECK(expansion("FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;BYDAY=MO,WE,FR", moment(1997, 9, 1)) ==
        "1997-9: 1 3 5 15 17 19 29; 1997-10: 1 3 13 15 17 27 29 31; 1997-11: 10 12 14 24 26 28; 1997-12: 8 10 12 22");
  CHECK(expansion("FREQ=WEEKLY;INTERVAL=2;COUNT=8;BYDAY=TU,TH", tuesday) == "1997-9: 2 4 16 18 30; 1997-10: 2 14 16");
  CHECK(expansion("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU", moment(1997, 8, 5)) == "1997-8: 5 10 19 24");
  CHECK(expansion("FREQ=MONTHLY;COUNT=10;BYDAY=1FR", moment(1997, 9, 5)) ==
        "1997-9: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5; 1998-1: 2; 1998-2: 6; 1998-3: 6; 1998-4: 3; 1998-5: 1; "
        "1998-6: 5");
  CHECK(expansion("FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", moment(1997, 9, 5)) ==
        "1997-9: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5");
  CHECK(expansion("FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", moment(1997, 9, 7)) ==
        "1997-9: 7 28; 1997-11: 2 30; 1998-1: 4 25; 1998-3: 1 29; 1998-5: 3 31");
  CHECK(expansion("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", moment(1997, 9, 22)) ==
        "1997-9: 22; 1997-10: 20; 1997-11: 17; 1997-12: 22; 1998-1: 19; 1998-2: 16");
  CHECK(expansion("FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", tuesday, 14) ==
        "1997-9: 2 9 16 23 30; 1997-11: 4 11 18 25; 1998-1: 6 13 20 27; 1998-3: 3");
}

TEST_CASE("months without the day are passed over, and so are days that no BYDAY names") {
  CHECK(expansion("FREQ=MONTHLY;COUNT=5", moment(2026, 1, 31)) ==
        "2026-1: 31; 2026-3: 31; 2026-5: 31; 2026-7: 31; "
        "2026-8: 31");
  CHECK(expansion("FREQ=MONTHLY;INTERVAL=12;COUNT=3", moment(2096, 2, 29)) == "2096-2: 29; 2104-2: 29; 2108-2: 29");
  CHECK(expansion("FREQ=MONTHLY;BYDAY=5MO;COUNT=3", moment(2026, 1, 1)) == "2026-3: 30; 2026-6: 29; 2026-8: 31");
  CHECK(expansion("FREQ=MONTHLY;BYDAY=-5FR;COUNT=2", moment(2026, 1, 1)) == "2026-1: 2; 2026-5: 1");
  CHECK(expansion("FREQ=DAILY;BYDAY=SA,SU;COUNT=4", moment(2026, 1, 1)) == "2026-1: 3 4 10 11");
  CHECK(expansion("FREQ=WEEKLY;BYDAY=MO;COUNT=2", moment(2026, 1, 1)) == "2026-1: 5 12");  // the start matches not
  CHECK(expansion("FREQ=DAILY;UNTIL=20260103T090000Z", moment(2026, 1, 1)) == "2026-1: 1 2 3");
  CHECK(expansion("FREQ=DAILY;UNTIL=20260103T085959Z", moment(2026, 1, 1)) == "2026-1: 1 2");
}

TEST_CASE("an occurrence is found from anywhere, at the time of day of the start") {
  const auto fridays = recurrence::parse("FREQ=MONTHLY;BYDAY=-1FR");
  const auto start = moment(2020, 1, 1, 17);
  CHECK(fridays.next(start, moment(2026, 11, 1)) == moment(2026, 11, 27, 17));
  CHECK(fridays.next(start, moment(2026, 11, 27, 17)) == moment(2026, 11, 27, 17));
  CHECK(fridays.next(start, moment(2026, 11, 27, 18)) == moment(2026, 12, 25, 17));
  CHECK(fridays.next(start, moment(1990, 1, 1)) == moment(2020, 1, 31, 17));
  const auto before_1970 = recurrence::parse("FREQ=DAILY;INTERVAL=3");
  CHECK(before_1970.next(moment(1969, 12, 30, 1), moment(1969, 12, 31)) == moment(1970, 1, 2, 1));
}

TEST_CASE("a rule that never happens, or not any more, ends the search") {
  CHECK_FALSE(recurrence::parse("FREQ=DAILY;INTERVAL=7;BYDAY=TU").next(moment(2026, 1, 5), moment(2026, 1, 5)));
  CHECK_FALSE(recurrence::parse("FREQ=DAILY;COUNT=3").next(tuesday, moment(1997, 9, 5)));
  CHECK_FALSE(recurrence::parse("FREQ=MONTHLY;INTERVAL=120;BYDAY=5MO").next(moment(2026, 2, 1), {INT64_MAX}));
  for (const char* rule : {"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=5MO;COUNT=10000",
                           "FREQ=DAILY;BYDAY=MO;COUNT=10000", "FREQ=WEEKLY;INTERVAL=1000"}) {
    const auto recurs = recurrence::parse(rule);
    CHECK_FALSE(recurs.next({INT64_MIN}, {INT64_MAX}));
    CHECK_FALSE(recurs.next({INT64_MAX}, {INT64_MAX}));
    CHECK_FALSE(recurs.next({INT64_MAX}, {INT64_MIN}));
    (void)recurs.next({INT64_MIN}, {INT64_MIN});
    (void)recurs.next({INT64_MIN}, {0});
  }
}

TEST_CASE("a rule is written as it is read") {
  for (const char* rule :
       {"FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=10",
        "FREQ=MONTHLY;BYDAY=TU,1SU,-1SU;UNTIL=20261224T180530Z", "FREQ=DAILY;UNTIL=16780101T000000Z"}) {
    CHECK(recurrence::parse(rule).to_string() == rule);
    CHECK(recurrence::parse(recurrence::parse(rule).to_string()) == recurrence::parse(rule));
  }
  CHECK(recurrence{}.to_string() == "FREQ=DAILY");
  CHECK(recurrence::parse("byday=fr,mo,+1we;interval=1;Freq=monthly") ==
        recurrence::parse("FREQ=MONTHLY;BYDAY=MO,FR,1WE"));
}

TEST_CASE("what is no rule of the subset is refused with its place") {
  CHECK(complaint("", 0).find("only FREQ, INTERVAL, BYDAY, UNTIL and COUNT") != std::string::npos);
  CHECK(complaint("FREQ=DAILY;", 11).find("with a value each") != std::string::npos);
  CHECK(complaint("FREQ=DAILY;BYHOUR=9", 11).find("are read") != std::string::npos);
  CHECK(complaint("FREQ", 0).find("are read") != std::string::npos);
  CHECK(complaint("COUNT=3", 7).find("FREQ is missing") != std::string::npos);
  CHECK(complaint("FREQ=YEARLY", 5).find("FREQ is DAILY, WEEKLY or MONTHLY") != std::string::npos);
  CHECK(complaint("FREQ=DAILY;FREQ=DAILY", 11).find("FREQ stands twice") != std::string::npos);
  for (const char* interval : {"0", "1001", "-1", "1x", "", "99999999999"}) {
    CHECK(complaint("FREQ=DAILY;INTERVAL=" + std::string(interval), 20).find("INTERVAL is from 1 to 1000") !=
          std::string::npos);
  }
  CHECK(complaint("FREQ=DAILY;COUNT=10001", 17).find("COUNT is from 1 to 10000") != std::string::npos);
  CHECK(complaint("FREQ=DAILY;COUNT=2;UNTIL=20261224T000000Z", 41).find("exclude each other") != std::string::npos);
  for (const char* until : {"20261224", "20261324T000000Z", "20260229T000000Z", "20261224T240000Z", "20261224T000000",
                            "2026-12-24T00:00"}) {
    CHECK(complaint("FREQ=DAILY;UNTIL=" + std::string(until), 17).find("a moment in UTC") != std::string::npos);
  }
  CHECK(complaint("FREQ=DAILY;UNTIL=22620101T000000Z", 17).find("between the years") != std::string::npos);
  for (const char* days : {"", "XX", "6MO", "-MO", "+MO", "0MO", "1", "MOTU"}) {
    CHECK(complaint("FREQ=MONTHLY;BYDAY=" + std::string(days), 19).find("BYDAY lists") != std::string::npos);
  }
  CHECK(complaint("FREQ=MONTHLY;BYDAY=MO,", 22).find("BYDAY lists") != std::string::npos);
  CHECK(complaint("FREQ=WEEKLY;BYDAY=1MO", 21).find("a number before a day belongs") != std::string::npos);
  CHECK(complaint(std::string(10'000, ';'), 0).size() < 400);
}
