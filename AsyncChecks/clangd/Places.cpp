#include "Places.h"

using namespace llvm;

namespace async_checks {

Place Place::at(StringRef Text, unsigned Offset) {
  StringRef Above = Text.take_front(Offset);
  return {unsigned(Above.count('\n')), Above.drop_front(Above.rfind('\n') + 1).str()};
}

/// How many units of UTF-16 begin with \p Byte of UTF-8: two stand for the longest.
static int64_t utf16Units(unsigned char Byte) {
  return Byte >= 0xF0 ? 2 : (Byte & 0xC0) != 0x80;
}

Place Place::ofUtf16(StringRef Text, const json::Object &Position) {
  int64_t Line = Position.getInteger("line").value_or(0);
  for (int64_t Above = 0; Above < Line; ++Above)
    Text = Text.split('\n').second;
  Text = Text.split('\n').first;
  int64_t Left = Position.getInteger("character").value_or(0);
  size_t Size = 0;
  while (Size < Text.size() && (Left -= utf16Units(Text[Size])) >= 0)
    ++Size;
  return {unsigned(Line), Text.take_front(Size).str()};
}

json::Object Place::in(Units Counted) const {
  int64_t Character = 0;
  for (unsigned char Byte : Before) {
    int64_t Pair = utf16Units(Byte);
    Character += Counted == Units::Utf8    ? 1
                 : Counted == Units::Utf16 ? Pair
                                           : std::min<int64_t>(Pair, 1);
  }
  return json::Object{{"line", Line}, {"character", Character}};
}

} // namespace async_checks
