// async-link: from the summaries of a program's units to a slice for each.

#include "program/Link.h"
#include "program/Text.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
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

/// The summary in \p File; nullopt, with a sentence, if there is none that can be used.
static std::optional<Summary> read(const std::string &File) {
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (!Text) {
    error() << File << ": " << Text.getError().message() << '\n';
    return std::nullopt;
  }
  llvm::Expected<Summary> Said = readSummary((*Text)->getBuffer());
  if (!Said) {
    error() << File << " " << llvm::toString(Said.takeError())
            << ": nothing is known of its unit\n";
    return std::nullopt;
  }
  if (Said->IsBroken)
    llvm::WithColor::warning(llvm::errs())
        << Said->Unit << " does not compile: nothing is known of it\n";
  return std::move(*Said);
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
  for (const std::string &File : Files) {
    std::optional<Summary> Said = read(File);
    AllUsed &= Said.has_value();
    if (!Said)
      continue;
    auto [First, IsNew] = FileOf.try_emplace(Said->Unit, File);
    if (!IsNew) {
      error() << File << " is of " << Said->Unit << ", as " << First->second
              << " is, which is used\n";
      AllUsed = false;
      continue;
    }
    Units.push_back(Said->Unit);
    Program.add(*Said);
  }
  if (!Program.numUnits()) {
    error() << "there are no summaries to link\n";
    return Failed;
  }
  Program.close();

  llvm::StringSet<> Written;
  for (unsigned Unit = 0; Unit != Program.numUnits(); ++Unit) {
    std::string Path = fileFor(Out, Units[Unit], SliceExtension);
    if (llvm::Error Wrong = replaceFile(Path, write(Program.sliceOf(Unit)))) {
      error() << Path << " cannot be written: " << llvm::toString(std::move(Wrong))
              << '\n';
      return Failed;
    }
    Written.insert(Path);
  }
  removeOthers(Written);
  if (!Report.empty()) {
    std::string Text;
    llvm::raw_string_ostream To(Text);
    Program.report(To);
    if (Report == "-") {
      llvm::outs() << To.str();
    } else if (llvm::Error Wrong = replaceFile(Report, To.str())) {
      error() << Report << " cannot be written: " << llvm::toString(std::move(Wrong))
              << '\n';
      return Failed;
    }
  }
  return AllUsed ? Linked : SomeUnusable;
}
