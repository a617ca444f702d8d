// What units say of their functions, and what the program answers: plain data, without
// Clang. `async-link` and the module share it.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace async_checks::program {

/// The words of Words.def, one bit each.
enum class FunctionWord : uint32_t {
#define FUNCTION_WORD(Name, Text) Name,
#define CALL_WORD(Name, Text)
#define CLOSED_WORD(Of, By)
#include "program/Words.def"
};
enum class CallWord : uint32_t {
#define FUNCTION_WORD(Name, Text)
#define CALL_WORD(Name, Text) Name,
#define CLOSED_WORD(Of, By)
#include "program/Words.def"
};

/// The questions of Questions.def.
enum class Question : uint32_t {
#define QUESTION(Name, Text) Name,
#include "program/Questions.def"
};

/// The words of Takings.def.
enum class TakeWord : uint32_t {
#define TAKE_WORD(Name, Text) Name,
#include "program/Takings.def"
};

/// The words of FieldWords.def.
enum class FieldWord : uint32_t {
#define FIELD_WORD(Name, Text) Name,
#include "program/FieldWords.def"
};

/// The words of Obstacles.def.
enum class Obstacle : uint8_t {
#define OBSTACLE(Name, Word, Why) Name,
#include "program/Obstacles.def"
};

/// What users read of \p Each.
llvm::StringRef reasonOf(Obstacle Each);

/// A set of words.
template <class Word> struct Words {
  uint32_t Bits = 0;

  template <class... More> static constexpr Words of(Word First, More... Others) {
    return {((1u << unsigned(First)) | ... | (1u << unsigned(Others)))};
  }
  bool has(Word Each) const { return Bits >> unsigned(Each) & 1; }
  void add(Word Each, bool IfSo = true) { Bits |= uint32_t(IfSo) << unsigned(Each); }
  void remove(Word Each) { Bits &= ~(1u << unsigned(Each)); }
  friend bool operator==(Words, Words) = default;
};

/// A file of the program, by its path from the root.
struct File {
  std::string Path;
  /// Of its text: who has another text cannot rely on places.
  uint64_t Digest = 0;
};

/// A place in one of the files of a summary or slice. Line 0: nowhere.
struct Place {
  uint32_t File = 0, Line = 0, Column = 0;
  friend bool operator==(const Place &, const Place &) = default;
};

/// A function or a field, by the name that all units have for it.
struct Entity {
  std::string Usr;
  std::string Name; ///< as users call it
};

struct Call {
  uint32_t Callee = 0; ///< an entity
  Place At;            ///< nowhere, if the callee runs without being called by name
  Words<CallWord> Says;
  /// The parameters of a coroutine that are given what may go while it runs: what the
  /// caller refers to, and what is its own.
  uint32_t GivenLent = 0, GivenOwn = 0; // a bit each
  friend bool operator==(const Call &, const Call &) = default;
};

/// What parks the thread in a function.
struct Parking {
  Place At;
  std::string Name;
  bool JoinsOwn = false; ///< it waits for a thread that its object has
  /// An entity: nothing is parked if a function tells this field not to block.
  std::optional<uint32_t> Unless;
  friend bool operator==(const Parking &, const Parking &) = default;
};

/// What a function does with a parameter. One of which it says nothing is unknown.
struct Taking {
  uint32_t Parameter = 0; ///< counted from 1; 0 is the object
  Words<TakeWord> Says;
  friend bool operator==(const Taking &, const Taking &) = default;
};

/// A parameter that is handed on to that of a callee.
struct Passing {
  uint32_t Parameter = 0;
  uint32_t Callee = 0;     ///< an entity
  uint32_t To = 0;         ///< a parameter of the callee
  Words<TakeWord> Says;    ///< what holds of the function if it holds of the callee
  Words<TakeWord> Assumed; ///< what holds if nothing is known of the callee
  friend bool operator==(const Passing &, const Passing &) = default;
};

/// What a function does to a field at a place.
struct FieldUse {
  uint32_t Field = 0; ///< an entity
  Place At;
  Words<FieldWord> Does;
  friend bool operator==(const FieldUse &, const FieldUse &) = default;
};

/// A wait for a task in an ordinary function, which a coroutine would await instead.
struct TaskWait {
  uint32_t Function = 0; ///< an entity
  Place At;
  std::string Name; ///< of what waits, as users call it
  std::string Task; ///< the task type that the coroutine would return
  /// What makes such a wait of a call that returns a task, wherever that stands. Both are
  /// empty if nothing does.
  std::string Before, After;
  /// How to include the task type and what waits: as it is written, with its quotes or
  /// brackets, or a path from the root; empty if nobody includes it.
  std::string TaskHeader, WaitHeader;
};

/// What most functions have not to say.
struct Details {
  std::optional<Parking> Parks;
  std::vector<uint32_t> Overrides; ///< entities
  std::vector<Taking> Takes;
  std::vector<Passing> Passes;
  std::vector<FieldUse> Fields; ///< the first use of each kind

  bool isEmpty() const {
    return !Parks && Overrides.empty() && Takes.empty() && Passes.empty() &&
           Fields.empty();
  }
};

/// The definition of a function.
struct Function : Details {
  uint32_t Entity = 0;
  Place At;
  Words<FunctionWord> Says;
  /// What keeps an ordinary function from being a coroutine, as far as its unit shows.
  std::optional<program::Obstacle> Obstacle;
  std::vector<Call> Calls;
};

/// The questions that have Yes for the answer, if a function is known that says \p Said.
Words<Question> answers(Words<FunctionWord> Said);

/// What several functions say: a certain word only if both say so.
Words<FunctionWord> join(Words<FunctionWord> A, Words<FunctionWord> B);

/// Gives all entities and files that \p Said names their new numbers.
void renumber(Function &Said, const std::vector<uint32_t> &Entities,
              const std::vector<uint32_t> &Files);
void renumber(TaskWait &Said, const std::vector<uint32_t> &Entities,
              const std::vector<uint32_t> &Files);

/// Makes \p To, a template, what it and another instance of it have in common: what
/// either may do, and what both do for certain.
void join(Function &To, const Function &From);

/// What a unit asks of a parameter.
struct AskedTaking {
  uint32_t Parameter = 0;  ///< counted from 1; 0 is the object
  Words<TakeWord> About;   ///< the words that matter
  Words<TakeWord> Assumed; ///< those of them that hold if nothing is known
  friend bool operator==(const AskedTaking &, const AskedTaking &) = default;
};

/// What a unit asks of a function.
struct Asking {
  uint32_t Of = 0; ///< an entity
  Words<Question> What;
  std::vector<AskedTaking> Takings;

  /// Asks what \p Other asks as well, of the same function.
  void add(const Asking &Other);
};

/// What a unit asks of a field: who else does something of the kind.
struct AskedField {
  uint32_t Of = 0; ///< an entity
  Words<FieldWord> About;
};

/// What one unit says of the functions that it defines, and what it asks.
struct Summary {
  std::string Unit;      ///< the path of its source from the root
  bool IsBroken = false; ///< it does not compile: nothing is known
  std::vector<File> Files;
  std::vector<Entity> Entities;
  std::vector<Function> Functions;
  std::vector<TaskWait> Waits;
  std::vector<uint32_t> Named; ///< entities that are named without being called there
  std::vector<Asking> Asked;
  std::vector<AskedField> AskedFields;
};

/// A step on the way from one function to another.
struct Step {
  Place At;
  std::string From, To;
};

/// A call of a coroutine in another unit: the first of those that say the same.
struct Caller {
  Place At; ///< nowhere, if there is nothing to show
  Words<CallWord> Says;
  uint32_t GivenLent = 0, GivenOwn = 0;
};

/// What the program knows of a function beyond one unit.
struct Answer {
  Entity Of;
  Words<Question> Yes;
  std::vector<Taking> Takes; ///< where it is not what the unit assumes
  /// The shortest way to what parks the thread, which is the last step's goal.
  std::vector<Step> ToParking;
  bool JoinsOwn = false;
  /// The shortest way from a coroutine to a function of the unit, the last step first.
  std::vector<Step> FromCoroutine;
  std::vector<Caller> Callers; ///< of a coroutine
};

/// What a function that the unit does not define does to a field.
struct FieldChange {
  Place At;
  Words<FieldWord> Does;
  /// The only function that calls it, if all who may call it are known; else empty.
  std::string OnlyCaller;
};

/// What the program does to a field beyond one unit: all that is known.
struct FieldAnswer {
  Entity Of;
  std::vector<FieldChange> Changes;
};

/// All that the program knows and one unit may ask.
struct Slice {
  std::string Unit;
  std::vector<File> Files;
  std::vector<Answer> Answers;
  std::vector<FieldAnswer> Fields;
};

/// The file for the summary or slice of \p Unit below \p Folder.
std::string fileFor(llvm::StringRef Folder, llvm::StringRef Unit,
                    llvm::StringRef Extension);

inline constexpr llvm::StringLiteral SummaryExtension = ".summary";
inline constexpr llvm::StringLiteral SliceExtension = ".slice";

} // namespace async_checks::program
