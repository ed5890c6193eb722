// SPDX-License-Identifier: BSL-1.0
#include <fairlead/archive/file.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <doctest/doctest.h>

namespace {

using fairlead::errc;

class scratch_folder {
public:
  scratch_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "fairlead-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
  std::filesystem::path path_;
};

template <class Function>
errc code_of(Function function) {
  try {
    function();
  } catch (const fairlead::error& problem) {
    CHECK_FALSE(problem.path().empty());
    return problem.code();
  }
  FAIL("it worked");
  return {};
}

}  // namespace

TEST_CASE("what is written is read, and writing again replaces it whole") {
  const scratch_folder folder;
  const std::string bytes("a\0b", 3);
  fairlead::write_file(folder / "state", std::string(100'000, 'x'));
  fairlead::write_file(folder / "state", bytes);
  CHECK(fairlead::read_file(folder / "state", 3) == bytes);
  CHECK_FALSE(std::filesystem::exists(folder / "state.new"));
}

TEST_CASE("a writer that fails leaves nothing behind") {
  const scratch_folder folder;
  std::filesystem::create_directory(folder / "state");
  CHECK(code_of([&] { fairlead::write_file(folder / "state", "new"); }) == errc::unwritable);
  CHECK(std::filesystem::is_directory(folder / "state"));
  CHECK_FALSE(std::filesystem::exists(folder / "state.new"));
}

TEST_CASE("what a killed writer has left is overwritten") {
  const scratch_folder folder;
  fairlead::write_file(folder / "state", "old");
  std::ofstream(folder / "state.new") << "half of the n";
  CHECK(fairlead::read_file(folder / "state", 10) == "old");
  fairlead::write_file(folder / "state", "new");
  CHECK(fairlead::read_file(folder / "state", 10) == "new");
}

TEST_CASE("what cannot be read or written is an error that names the file") {
  const scratch_folder folder;
  CHECK(code_of([&] { (void)fairlead::read_file(folder / "none", 10); }) == errc::unreadable);
  CHECK(code_of([&] { (void)fairlead::read_file(folder / ".", 10); }) == errc::unreadable);
  CHECK(code_of([&] { fairlead::write_file(folder / "no/such/folder", "x"); }) == errc::unwritable);
  std::filesystem::create_directory(folder / "taken");
  CHECK(code_of([&] { fairlead::write_file(folder / "taken", "x"); }) == errc::unwritable);
}

TEST_CASE("a file without a name is refused before anything is written") {
  const scratch_folder folder;
  CHECK(code_of([&] { fairlead::write_file(folder / "", "x"); }) == errc::unwritable);
  CHECK_FALSE(std::filesystem::exists(folder / ".new"));
  CHECK_THROWS_WITH_AS(fairlead::write_file("", "x"), "cannot create a file without a name", fairlead::error);
  CHECK_FALSE(std::filesystem::exists(".new"));
}

TEST_CASE("a file larger than allowed is refused, also one that has no size") {
  const scratch_folder folder;
  fairlead::write_file(folder / "state", "12345");
  CHECK(fairlead::read_file(folder / "state", 5) == "12345");
  CHECK(code_of([&] { (void)fairlead::read_file(folder / "state", 4); }) == errc::limit_exceeded);
  CHECK(code_of([&] { (void)fairlead::read_file("/dev/zero", 1'000'000); }) == errc::limit_exceeded);
}
