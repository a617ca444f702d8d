// async-link: from the summaries of a program's units to a slice for each.

#include "program/Link.h"
#include "program/Plan.h"
#include "program/ReplaceFile.h"
#include "program/Text.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Parallel.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

using namespace async_checks::program;
namespace cl = llvm::cl;
namespace fs = llvm::sys::fs;

static cl::OptionCategory Category("async-link");
static cl::list<std::string> Inputs(cl::Positional, cl::cat(Category),
                                    cl::desc("summaries, and folders that hold some"));
static cl::list<std::string> Lists("list", cl::value_desc("file"), cl::cat(Category),
                                   cl::desc("names one of such in each line"));
static cl::opt<std::string> Out("out", cl::Required, cl::value_desc("folder"),
                                cl::cat(Category), cl::desc("where the slices go"));
static cl::opt<std::string> Report("report", cl::value_desc("file"), cl::cat(Category),
                                   cl::desc("tell of the program; - for the terminal"));
static cl::opt<std::string> PlanFile("plan", cl::value_desc("file"), cl::cat(Category),
                                     cl::desc("tell how to make chains asynchronous"));
static cl::list<std::string> Chains("chain", cl::value_desc("function"),
                                    cl::cat(Category),
                                    cl::desc("plan this one, too, if no coroutine "
                                             "reaches it"));

static llvm::raw_ostream &error() { return llvm::WithColor::error(llvm::errs()); }

enum Status { Linked, SomeUnusable, Failed };

/// Adds the summaries that \p Input stands for. False, with a sentence, if it is not
/// there.
static bool addFiles(llvm::StringRef Input, std::vector<std::string> &Files) {
  if (!fs::is_directory(Input)) {
    Files.push_back(Input.str());
    return true;
  }
  std::error_code Error;
  for (fs::recursive_directory_iterator Each(Input, Error), End; Each != End && !Error;
       Each.increment(Error))
    if (llvm::StringRef(Each->path()).ends_with(SummaryExtension))
      Files.push_back(Each->path());
  if (Error)
    error() << Input << ": " << Error.message() << '\n';
  return !Error;
}

/// The same for what stands in the lines of \p List.
static bool addListed(const std::string &List, std::vector<std::string> &Files) {
  auto Text = llvm::MemoryBuffer::getFile(List, /*IsText=*/true);
  if (!Text) {
    error() << List << ": " << Text.getError().message() << '\n';
    return false;
  }
  bool AllThere = true;
  for (llvm::line_iterator Line(**Text); !Line.is_at_end(); ++Line)
    AllThere &= addFiles(*Line, Files);
  return AllThere;
}

namespace {

/// A summary, or the sentence that tells why there is none that can be used.
struct Input {
  std::optional<Summary> Said;
  std::string Wrong;
};

} // namespace

static Input read(const std::string &File) {
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (!Text)
    return {std::nullopt, File + ": " + Text.getError().message()};
  llvm::Expected<Summary> Said = readSummary((*Text)->getBuffer());
  if (!Said)
    return {std::nullopt, File + " " + llvm::toString(Said.takeError()) +
                              ": nothing is known of its unit"};
  return {std::move(*Said), ""};
}

/// Gives what the files say to \p Take, in their order. Only some are in memory at once.
static void readAll(llvm::ArrayRef<std::string> Files,
                    llvm::function_ref<void(const std::string &File, Input)> Take) {
  constexpr size_t AtOnce = 64;
  for (; !Files.empty(); Files = Files.drop_front(std::min(AtOnce, Files.size()))) {
    std::vector<Input> Read(std::min(AtOnce, Files.size()));
    llvm::parallelFor(0, Read.size(), [&](size_t I) { Read[I] = read(Files[I]); });
    for (auto [I, Each] : llvm::enumerate(Read))
      Take(Files[I], std::move(Each));
  }
}

/// Writes the slices of \p Units. False, with a sentence, if one cannot be written.
static bool writeSlices(const Link &Program, llvm::ArrayRef<std::string> Units,
                        llvm::StringSet<> &Written) {
  std::vector<std::string> Wrong(Units.size());
  auto PathOf = [&](size_t Unit) { return fileFor(Out, Units[Unit], SliceExtension); };
  llvm::parallelFor(0, Units.size(), [&](size_t Unit) {
    if (llvm::Error Error = replaceFile(PathOf(Unit), write(Program.sliceOf(Unit))))
      Wrong[Unit] = llvm::toString(std::move(Error));
  });
  for (size_t Unit = 0; Unit != Units.size(); ++Unit) {
    if (!Wrong[Unit].empty()) {
      error() << PathOf(Unit) << " cannot be written: " << Wrong[Unit] << '\n';
      return false;
    }
    Written.insert(PathOf(Unit));
  }
  return true;
}

/// Writes \p Text into \p File. False, with a sentence, if that cannot be.
static bool put(const std::string &File, llvm::StringRef Text) {
  if (llvm::Error Wrong = replaceFile(File, Text)) {
    error() << File << " cannot be written: " << llvm::toString(std::move(Wrong)) << '\n';
    return false;
  }
  return true;
}

/// Removes the slices that are not among \p Written.
static void removeOthers(const llvm::StringSet<> &Written) {
  std::error_code Error;
  std::vector<std::string> Old;
  for (fs::recursive_directory_iterator Each(Out, Error), End; Each != End && !Error;
       Each.increment(Error))
    if (llvm::StringRef(Each->path()).ends_with(SliceExtension) &&
        !Written.contains(Each->path()))
      Old.push_back(Each->path());
  for (const std::string &Each : Old)
    fs::remove(Each);
}

int main(int NumArguments, char **Arguments) {
  llvm::InitLLVM Init(NumArguments, Arguments);
  cl::HideUnrelatedOptions(Category);
  cl::ParseCommandLineOptions(
      NumArguments, Arguments,
      "From the summaries that units write of themselves, a slice for each unit: what it "
      "can ask of\nthe program. Exit codes: 0, 1 if a summary could not be used, 2 if "
      "nothing was linked.\n");

  std::vector<std::string> Files;
  bool AllUsed = true;
  for (const std::string &Each : Inputs)
    AllUsed &= addFiles(Each, Files);
  for (const std::string &Each : Lists)
    AllUsed &= addListed(Each, Files);
  llvm::sort(Files);
  Files.erase(std::unique(Files.begin(), Files.end()), Files.end());

  Link Program;
  llvm::StringMap<std::string> FileOf;
  std::vector<std::string> Units;
  readAll(Files, [&](const std::string &File, Input Read) {
    AllUsed &= Read.Said.has_value();
    if (!Read.Said) {
      error() << Read.Wrong << '\n';
      return;
    }
    const Summary &Said = *Read.Said;
    if (Said.IsBroken)
      llvm::WithColor::warning(llvm::errs())
          << Said.Unit << " does not compile: nothing is known of it\n";
    auto [First, IsNew] = FileOf.try_emplace(Said.Unit, File);
    if (!IsNew) {
      error() << File << " is of " << Said.Unit << ", as " << First->second
              << " is, which is used\n";
      AllUsed = false;
      return;
    }
    Units.push_back(Said.Unit);
    Program.add(Said);
  });
  if (!Program.numUnits()) {
    error() << "there are no summaries to link\n";
    return Failed;
  }
  Program.close();

  llvm::StringSet<> Written;
  if (!writeSlices(Program, Units, Written))
    return Failed;
  removeOthers(Written);
  if (!Report.empty()) {
    std::string Text;
    llvm::raw_string_ostream To(Text);
    Program.report(To);
    if (Report == "-")
      llvm::outs() << To.str();
    else if (!put(Report, To.str()))
      return Failed;
  }
  if (!PlanFile.empty() && !put(PlanFile, write(Program.plan(Chains))))
    return Failed;
  return AllUsed ? Linked : SomeUnusable;
}
