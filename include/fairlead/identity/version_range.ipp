// SPDX-License-Identifier: BSL-1.0
// The definitions of version_range.hpp.
#ifndef FAIRLEAD_IDENTITY_VERSION_RANGE_IPP
#define FAIRLEAD_IDENTITY_VERSION_RANGE_IPP

#include <charconv>
#include <utility>

#include "version_range.hpp"

namespace fairlead {

namespace detail::range {

using bound = version_range::bound;
using relation = version_range::relation;

/// A version of which the end may be missing: "1", "1.2", "1.x", "1.2.3-rc.1".
struct partial {
  std::uint64_t number[3] = {0, 0, 0};
  std::size_t known = 0;  ///< how many numbers stand before the first wildcard, or the end
  bool number_after_wildcard = false;
  std::vector<std::string> prerelease{};

  [[nodiscard]] bool full() const noexcept { return known == 3; }
};

[[nodiscard]] inline semantic_version version_of(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  semantic_version version;
  version.major_number = a;
  version.minor_number = b;
  version.patch_number = c;
  return version;
}

/// What both languages share: a place in a text, numbers, identifiers, and errors with their place.
class reader {
protected:
  explicit reader(std::string_view text) : text_(text) {}

  [[noreturn]] void fail(const char* why, std::size_t offset) const {
    constexpr std::size_t shown = 80;  // a hostile text must not fill the log
    throw error(errc::invalid_text,
                "not a version range: '" + std::string(text_.substr(0, shown)) + (text_.size() > shown ? "...'" : "'") +
                    ": " + why + "; write it like ^1.2.3",
                {}, offset);
  }

  [[nodiscard]] char here() const noexcept { return at_ < end_ ? text_[at_] : '\0'; }
  [[nodiscard]] static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
  [[nodiscard]] static constexpr bool is_wildcard(char c) noexcept { return c == 'x' || c == 'X' || c == '*'; }
  bool skip(char c) noexcept {
    if (here() != c || at_ >= end_) { return false; }
    ++at_;
    return true;
  }

  [[nodiscard]] std::uint64_t read_number() {
    const std::size_t start = at_;
    while (is_digit(here())) { ++at_; }
    if (at_ == start) { fail("a number is missing", start); }
    if (text_[start] == '0' && at_ - start > 1) { fail("a number has no leading zero", start); }
    std::uint64_t value = 0;
    if (std::from_chars(text_.data() + start, text_.data() + at_, value).ec != std::errc{}) {
      fail("a number is too large", start);
    }
    return value;
  }

  /// Identifiers with dots between them, as behind a '-' or a '+'.
  [[nodiscard]] std::vector<std::string> read_identifiers(bool ordered) {
    std::vector<std::string> list;
    do {
      const std::size_t start = at_;
      bool digits = true;
      for (char c = here(); is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; c = here()) {
        digits = digits && is_digit(c);
        ++at_;
      }
      if (at_ == start) { fail("an identifier is empty", start); }
      if (ordered && digits && at_ - start > 1 && text_[start] == '0') {
        fail("a numeric identifier has no leading zero", start);
      }
      list.emplace_back(text_.substr(start, at_ - start));
    } while (skip('.'));
    return list;
  }

  /// ">=", "<", "=" and so on, or "" for none of them.
  [[nodiscard]] std::string_view read_operator() {
    const std::size_t start = at_;
    if (skip('>') || skip('<')) {
      skip('=');
    } else if (!skip('=') && !skip('^')) {
      skip('~');
    }
    return text_.substr(start, at_ - start);
  }

  [[nodiscard]] static relation relation_of(std::string_view op) noexcept {
    return op == ">"    ? relation::greater
           : op == ">=" ? relation::greater_or_equal
           : op == "<"  ? relation::less
           : op == "<=" ? relation::less_or_equal
                        : relation::equal;
  }

  /// All three numbers count. @param written  whether a prerelease of `version` was written, and is no mere limit
  static void add(std::vector<bound>& bounds, relation wanted, semantic_version version, bool written) {
    const bool lets_in = written && !version.prerelease.empty();
    bounds.push_back({wanted, std::move(version), 3, lets_in});
  }
  [[nodiscard]] static semantic_version lowest(const partial& from) {
    semantic_version version = version_of(from.number[0], from.number[1], from.number[2]);
    version.prerelease = from.prerelease;
    return version;
  }
  /// Below all versions whose first `kept` numbers are greater than those of `from`, prereleases among them.
  /// @param place  where `from` was read
  [[nodiscard]] semantic_version next(const partial& from, std::size_t kept, std::size_t place) const {
    std::uint64_t number[3] = {0, 0, 0};
    for (std::size_t i = 0; i < kept; ++i) { number[i] = from.number[i]; }
    if (number[kept - 1] == UINT64_MAX) { fail("a number is too large to have a next one", place); }
    ++number[kept - 1];
    semantic_version version = version_of(number[0], number[1], number[2]);
    version.prerelease = {"0"};
    return version;
  }
  /// How many numbers compatible versions share: up to the first that is not 0.
  [[nodiscard]] static std::size_t compatible(const partial& from) noexcept {
    for (std::size_t i = 0; i + 1 < from.known; ++i) {
      if (from.number[i] != 0) { return i + 1; }
    }
    return from.known;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t end_ = text_.size();
};

class npm_reader : reader {
public:
  explicit npm_reader(std::string_view text) : reader(text) {}

  [[nodiscard]] std::vector<std::vector<bound>> read() {
    std::vector<std::vector<bound>> alternatives;
    bool any = false;
    for (bool more = true; more;) {
      const std::size_t bars = text_.find("||", at_);
      more = bars != std::string_view::npos;
      end_ = more ? bars : text_.size();
      alternatives.push_back(read_alternative());
      any = any || alternatives.back().empty();
      at_ = end_ + 2;
    }
    // To npm "*" swallows its alternatives, and with them the prereleases that they would let in.
    if (any) { alternatives.assign(1, {}); }
    return alternatives;
  }

private:
  [[nodiscard]] static bool is_blank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }
  void skip_blanks() noexcept {
    while (is_blank(here())) { ++at_; }
  }

  [[nodiscard]] std::vector<bound> read_alternative() {
    std::vector<bound> bounds;
    skip_blanks();
    for (bool first = true; at_ < end_; first = false) {
      const std::size_t start = at_;
      const std::string_view op = read_npm_operator();
      const std::size_t place = at_;
      const partial from = read_partial(op);
      if (at_ < end_ && !is_blank(here())) { fail("unexpected character", at_); }
      skip_blanks();
      if (first && (op.empty() || op == "=") && here() == '-' && at_ + 1 < end_ && is_blank(text_[at_ + 1])) {
        ++at_;
        skip_blanks();
        if (op == "=" && from.full()) { fail("no operator stands before a full version here", start); }
        add_hyphen(bounds, from);
      } else {
        add_simple(bounds, op, from, place);
      }
    }
    // ">=0.0.0" is "*" to npm: it bounds nothing, not even prereleases of 0.0.0.
    std::erase_if(bounds, [](const bound& each) {
      return each.wanted == relation::greater_or_equal && each.version.identical(semantic_version{});
    });
    return bounds;
  }

  // "~>" is "~", and "> =" is ">=".
  [[nodiscard]] std::string_view read_npm_operator() {
    const std::string_view op = read_operator();
    if (op == "~") { skip('>'); }
    skip_blanks();
    const bool parted = (op == ">" || op == "<") && skip('=');
    return !parted ? op : op == ">" ? ">=" : "<=";
  }

  // A 'v' may stand before any version, "v" and "=" in any number where the version is not taken as it is.
  [[nodiscard]] partial read_partial(std::string_view op) {
    const std::size_t start = at_;
    while (skip('v') || skip('=')) {}
    const std::string_view prefix = text_.substr(start, at_ - start);
    partial result;
    std::size_t components = 0;
    do {
      if (is_wildcard(here())) {
        ++at_;
      } else {
        const std::uint64_t number = read_number();
        if (result.known == components) {
          result.number[result.known++] = number;
        } else {
          result.number_after_wildcard = true;
        }
      }
    } while (++components < 3 && skip('.'));
    if (components == 3 && skip('-')) { result.prerelease = read_identifiers(true); }
    if (!result.full()) { result.prerelease.clear(); }
    if (skip('+')) { (void)read_identifiers(false); }
    const bool as_it_is = result.full() && op != "^" && op != "~";
    if (as_it_is && !prefix.empty() && prefix != "v") { fail("at most one 'v' stands before a full version", start); }
    return result;
  }

  void add_hyphen(std::vector<bound>& bounds, const partial& from) {
    if (from.known > 0) { add(bounds, relation::greater_or_equal, lowest(from), true); }
    const std::size_t place = at_;
    const partial to = read_partial("");
    skip_blanks();
    if (at_ < end_) { fail("nothing can follow a hyphen range", at_); }
    if (to.full()) {
      add(bounds, relation::less_or_equal, lowest(to), true);
    } else if (to.known > 0) {
      add(bounds, relation::less, next(to, to.known, place), false);
    }
  }

  void add_simple(std::vector<bound>& bounds, std::string_view op, const partial& from, std::size_t place) {
    if (op == "^" || op == "~") {
      if (from.known == 0) { return; }
      const std::size_t kept = op == "^" ? compatible(from) : from.known < 2 ? from.known : 2;
      add(bounds, relation::greater_or_equal, lowest(from), true);
      add(bounds, relation::less, next(from, kept, place), false);
      return;
    }
    if (from.full()) {
      add(bounds, relation_of(op), lowest(from), true);
      return;
    }
    if (from.number_after_wildcard) { fail("no number can follow a wildcard", place); }
    if (from.known == 0) {
      // Nothing is greater or less than every version.
      if (op == ">" || op == "<") { add(bounds, relation::less, first_of_all(), false); }
    } else if (op == ">") {
      semantic_version least = next(from, from.known, place);
      least.prerelease.clear();
      add(bounds, relation::greater_or_equal, std::move(least), false);
    } else if (op == ">=") {
      add(bounds, relation::greater_or_equal, lowest(from), false);
    } else if (op == "<") {
      semantic_version limit = lowest(from);
      limit.prerelease = {"0"};
      add(bounds, relation::less, std::move(limit), false);
    } else {
      if (op != "<=") { add(bounds, relation::greater_or_equal, lowest(from), false); }
      add(bounds, relation::less, next(from, from.known, place), false);
    }
  }

  [[nodiscard]] static semantic_version first_of_all() {
    semantic_version version;
    version.prerelease = {"0"};
    return version;
  }
};

class cargo_reader : reader {
public:
  explicit cargo_reader(std::string_view text) : reader(text) {}

  [[nodiscard]] std::vector<std::vector<bound>> read() {
    std::vector<bound> bounds;
    skip_spaces();
    if (is_wildcard(here())) {
      ++at_;
      skip_spaces();
      if (at_ < end_) { fail("nothing can follow a wildcard that stands for all versions", at_); }
      return {bounds};
    }
    do {
      skip_spaces();
      read_one(bounds);
      skip_spaces();
    } while (skip(','));
    if (at_ < end_) { fail("a ',' must stand between bounds", at_); }
    return {bounds};
  }

private:
  void skip_spaces() noexcept {
    while (skip(' ')) {}
  }

  [[nodiscard]] partial read_partial(bool& wildcard) {
    partial result;
    result.number[result.known++] = read_number();
    for (std::size_t component = 1; component < 3 && skip('.'); ++component) {
      if (is_wildcard(here())) {
        ++at_;
        wildcard = true;
      } else if (wildcard) {
        fail("no number can follow a wildcard", at_);
      } else {
        result.number[result.known++] = read_number();
      }
    }
    if (result.full() && skip('-')) { result.prerelease = read_identifiers(true); }
    if (result.full() && skip('+')) { (void)read_identifiers(false); }
    return result;
  }

  void read_one(std::vector<bound>& bounds) {
    const std::string_view op = read_operator();
    skip_spaces();
    const std::size_t place = at_;
    bool wildcard = false;
    const partial from = read_partial(wildcard);
    const bool caret = op == "^" || (op.empty() && !wildcard);
    if (caret || (op == "~" && from.full())) {
      // A caret without all numbers begins at prereleases, which are let in where another bound does so.
      semantic_version least = lowest(from);
      if (!from.full()) { least.prerelease = {"0"}; }
      add(bounds, relation::greater_or_equal, std::move(least), from.full());
      add(bounds, relation::less, next(from, caret ? compatible(from) : 2, place), false);
    } else {
      const semantic_version version = lowest(from);
      bounds.push_back({relation_of(op), version, static_cast<std::uint8_t>(from.known), !version.prerelease.empty()});
    }
  }
};

[[nodiscard]] inline bool meets(const semantic_version& version, const bound& limit) {
  const std::uint64_t mine[3] = {version.major_number, version.minor_number, version.patch_number};
  const std::uint64_t its[3] = {limit.version.major_number, limit.version.minor_number, limit.version.patch_number};
  const bool or_equal = limit.wanted == relation::equal || limit.wanted == relation::less_or_equal ||
                        limit.wanted == relation::greater_or_equal;
  const bool upwards = limit.wanted == relation::greater || limit.wanted == relation::greater_or_equal;
  const bool downwards = limit.wanted == relation::less || limit.wanted == relation::less_or_equal;
  for (std::size_t i = 0; i < limit.numbers; ++i) {
    if (mine[i] != its[i]) { return mine[i] < its[i] ? downwards : upwards; }
  }
  if (limit.numbers < 3) { return or_equal && version.prerelease.empty(); }
  const auto order = version <=> limit.version;
  return order == 0 ? or_equal : order < 0 ? downwards : upwards;
}

[[nodiscard]] inline bool meets_all(const semantic_version& version, const std::vector<bound>& bounds) {
  bool let_in = version.prerelease.empty();
  for (const bound& each : bounds) {
    if (!meets(version, each)) { return false; }
    let_in = let_in ||
             (each.lets_prereleases_in && each.version.major_number == version.major_number &&
              each.version.minor_number == version.minor_number && each.version.patch_number == version.patch_number);
  }
  return let_in;
}

}  // namespace detail::range

FAIRLEAD_INLINE version_range version_range::parse(std::string_view text, range_syntax syntax) {
  return {
      text, syntax,
      syntax == range_syntax::npm ? detail::range::npm_reader(text).read() : detail::range::cargo_reader(text).read()};
}

FAIRLEAD_INLINE bool version_range::contains(const semantic_version& version) const {
  for (const std::vector<bound>& each : alternatives_) {
    if (detail::range::meets_all(version, each)) { return true; }
  }
  return false;
}

}  // namespace fairlead

#endif
