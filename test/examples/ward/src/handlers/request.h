#pragma once

#include "model.h"

#include <string>
#include <utility>
#include <vector>

namespace ward {

/// The words of a line.
class Request {
public:
  explicit Request(const std::string &line) {
    std::string word;
    for (const char c : line + " ") {
      if (c != ' ')
        word += c;
      else if (!word.empty())
        words_.push_back(std::exchange(word, {}));
    }
  }

  std::size_t size() const noexcept { return words_.size(); }

  const std::string &text(std::size_t index) const {
    if (index >= words_.size())
      throw Failure("there is a word missing");
    return words_[index];
  }

  int number(std::size_t index) const {
    const std::string &word = text(index);
    if (word.empty() || word.size() > 6 ||
        word.find_first_not_of("0123456789") != std::string::npos)
      throw Failure(word + " is not a number");
    return std::stoi(word);
  }

private:
  std::vector<std::string> words_;
};

} // namespace ward
