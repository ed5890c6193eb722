// SPDX-License-Identifier: BSL-1.0
// The hooks by which fairlead's values pass through any cereal archive: fields by name, enumerators by name, digests
// and versions as text. No archive is chosen here.
#ifndef FAIRLEAD_ARCHIVE_SERIALIZE_HPP
#define FAIRLEAD_ARCHIVE_SERIALIZE_HPP

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <cereal/cereal.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>

#include "../error.hpp"
#include "../identity/timestamp.hpp"
#include "../model/enumerator_of.hpp"

namespace fairlead {

namespace detail {

struct any_field {
  template <class Field>
  void operator()(const char*, Field&) const;
};

}  // namespace detail

/// A value whose fields can be visited: `template <class Self, class Visit> static void for_each_field(Self&,
/// Visit&&)`, which calls `visit("name", self.name)` for each. A type of the host's that has it is saved like
/// fairlead's own.
template <class T>
concept has_fields = requires(T& value) {
  T::for_each_field(value, detail::any_field{});
};

/// A value that is saved as its text: `to_string()` and a static `parse(text)` that throws `error`.
template <class T>
concept has_text = requires(const T& value, std::string_view text) {
  { value.to_string() } -> std::convertible_to<std::string>;
  { T::parse(text) } -> std::same_as<T>;
};

namespace detail {

// cereal probes its minimal functions with wrappers around the type.
template <class T>
using probed = typename cereal::traits::strip_minimal<std::decay_t<T>>::type;

// An enumeration on its way through an archive.
template <class Enum>
struct named_enum {
  Enum& value;
};
template <class T>
inline constexpr bool is_named_enum = false;
template <class Enum>
inline constexpr bool is_named_enum<named_enum<Enum>> = true;

template <class Archive>
struct field_visitor {
  Archive& archive;
  template <class Field>
  void operator()(const char* name, Field& field) const {
    if constexpr (std::is_enum_v<Field>) {
      named_enum<Field> wrapped{field};
      archive(cereal::make_nvp(name, wrapped));
    } else {
      archive(cereal::make_nvp(name, field));
    }
  }
};

template <class Archive, class T>
  requires is_named_enum<probed<T>> std::string save_minimal(const Archive&, const T& wrapped) {
    return std::string(enumerator_name(wrapped.value));
  }
template <class Archive, class T>
  requires is_named_enum<probed<T>>
void load_minimal(const Archive&, T&& wrapped, const std::string& text) {
  using enumeration = std::remove_reference_t<decltype(probed<T>::value)>;
  const auto value = enumerator_of<enumeration>(text);
  if (!value) { throw error(errc::corrupt, "'" + text.substr(0, 80) + "' is none of the names it may be"); }
  wrapped.value = *value;
}

}  // namespace detail

/// A moment is saved as its nanoseconds since 1970.
template <class Archive>
std::int64_t save_minimal(const Archive&, const timestamp& moment) {
  return moment.nanoseconds;
}
template <class Archive>
void load_minimal(const Archive&, timestamp& moment, const std::int64_t& nanoseconds) {
  moment.nanoseconds = nanoseconds;
}

}  // namespace fairlead

// In cereal's namespace, where they are found for values of every namespace.
namespace cereal {

/// Saves and loads every field under its name, in the order of `for_each_field`.
template <class Archive, fairlead::has_fields T>
void serialize(Archive& archive, T& value) {
  T::for_each_field(value, fairlead::detail::field_visitor<Archive>{archive});
}

template <class Archive, class T>
  requires fairlead::has_text<fairlead::detail::probed<T>> std::string save_minimal(const Archive&, const T& value) {
    return value.to_string();
  }
/// @throws error  `invalid_text`
template <class Archive, class T>
  requires fairlead::has_text<fairlead::detail::probed<T>>
void load_minimal(const Archive&, T&& value, const std::string& text) {
  value = fairlead::detail::probed<T>::parse(text);
}

}  // namespace cereal

#endif
