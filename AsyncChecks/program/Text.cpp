#include "program/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace async_checks::program {

static constexpr llvm::StringLiteral SummaryHead = "async-checks summary ";
static constexpr llvm::StringLiteral SliceHead = "async-checks slice ";
static constexpr llvm::StringLiteral Version = "1";

static constexpr llvm::StringLiteral FunctionWords[] = {
#define FUNCTION_WORD(Name, Text) Text,
#define CALL_WORD(Name, Text)
#define CLOSED_WORD(Of, By)
#include "program/Words.def"
};
static constexpr llvm::StringLiteral CallWords[] = {
#define FUNCTION_WORD(Name, Text)
#define CALL_WORD(Name, Text) Text,
#define CLOSED_WORD(Of, By)
#include "program/Words.def"
};
static constexpr llvm::StringLiteral Questions[] = {
#define QUESTION(Name, Text) Text,
#include "program/Questions.def"
};
static constexpr llvm::StringLiteral TakeWords[] = {
#define TAKE_WORD(Name, Text) Text,
#include "program/Takings.def"
};
static constexpr llvm::StringLiteral FieldWords[] = {
#define FIELD_WORD(Name, Text) Text,
#include "program/FieldWords.def"
};

static constexpr llvm::StringLiteral ObstacleWords[] = {
#define OBSTACLE(Name, Word, Why) Word,
#include "program/Obstacles.def"
};

static llvm::ArrayRef<llvm::StringLiteral> textsOf(Words<FunctionWord>) {
  return FunctionWords;
}
static llvm::ArrayRef<llvm::StringLiteral> textsOf(Words<CallWord>) { return CallWords; }
static llvm::ArrayRef<llvm::StringLiteral> textsOf(Words<Question>) { return Questions; }
static llvm::ArrayRef<llvm::StringLiteral> textsOf(Words<TakeWord>) { return TakeWords; }
static llvm::ArrayRef<llvm::StringLiteral> textsOf(Words<FieldWord>) {
  return FieldWords;
}

// --- Writing ---

namespace {

class Writer {
public:
  explicit Writer(llvm::StringRef Head) { *this << Head << Version << '\n'; }

  template <class Value> Writer &operator<<(const Value &Each) {
    Out << Each;
    return *this;
  }
  Writer &operator<<(const Place &At) {
    if (At.Line)
      Out << At.File << ':' << At.Line << ':' << At.Column;
    else
      Out << '-';
    return *this;
  }
  template <class Word> Writer &operator<<(Words<Word> Says) {
    const char *Separator = "";
    for (auto [I, Text] : llvm::enumerate(textsOf(Says)))
      if (Says.Bits >> I & 1) {
        Out << Separator << Text;
        Separator = ",";
      }
    if (!Says.Bits)
      Out << '-';
    return *this;
  }
  void addFiles(llvm::ArrayRef<File> Files) {
    for (const File &Each : Files)
      *this << "file\t" << Each.Path << '\t' << llvm::utohexstr(Each.Digest) << '\n';
  }
  void addTakings(llvm::ArrayRef<Taking> Takes) {
    for (const Taking &Each : Takes)
      *this << "takes\t" << Each.Parameter << '\t' << Each.Says << '\n';
  }
  std::string end() {
    Out << "end\t" << llvm::StringRef(Text).count('\n') << '\n';
    return std::move(Text);
  }

private:
  std::string Text;
  llvm::raw_string_ostream Out{Text};
};

} // namespace

/// What a call says of its arguments; most calls have nothing to say.
static std::string given(uint32_t Lent, uint32_t Own) {
  return Lent || Own ? ("\t" + llvm::Twine(Lent) + "\t" + llvm::Twine(Own)).str() : "";
}

std::string write(const Summary &Summary) {
  Writer To(SummaryHead);
  To << "unit\t" << Summary.Unit << '\n';
  if (Summary.IsBroken)
    To << "broken\n";
  To.addFiles(Summary.Files);
  for (const Entity &Each : Summary.Entities)
    To << "entity\t" << Each.Usr << '\t' << Each.Name << '\n';
  for (const Function &Each : Summary.Functions) {
    To << "function\t" << Each.Entity << '\t' << Each.At << '\t' << Each.Says << '\n';
    if (Each.Obstacle)
      To << "obstacle\t" << ObstacleWords[unsigned(*Each.Obstacle)] << '\n';
    if (Each.Parks) {
      To << "parks\t" << Each.Parks->At << '\t' << Each.Parks->Name << '\t'
         << (Each.Parks->JoinsOwn ? "own" : "-");
      if (Each.Parks->Unless)
        To << '\t' << *Each.Parks->Unless;
      To << '\n';
    }
    for (uint32_t Overridden : Each.Overrides)
      To << "overrides\t" << Overridden << '\n';
    for (const Call &Call : Each.Calls)
      To << "call\t" << Call.Callee << '\t' << Call.At << '\t' << Call.Says
         << given(Call.GivenLent, Call.GivenOwn) << '\n';
    To.addTakings(Each.Takes);
    for (const Passing &Passing : Each.Passes)
      To << "passes\t" << Passing.Parameter << '\t' << Passing.Callee << '\t'
         << Passing.To << '\t' << Passing.Says << '\t' << Passing.Assumed << '\n';
    for (const FieldUse &Use : Each.Fields)
      To << "field\t" << Use.Field << '\t' << Use.At << '\t' << Use.Does << '\n';
  }
  for (const TaskWait &Each : Summary.Waits)
    To << "wait\t" << Each.Function << '\t' << Each.At << '\t' << Each.Name << '\t'
       << Each.Task << '\t' << Each.Before << '\t' << Each.After << '\t'
       << Each.TaskHeader << '\t' << Each.WaitHeader << '\n';
  for (uint32_t Each : Summary.Named)
    To << "named\t" << Each << '\n';
  for (const Asking &Each : Summary.Asked) {
    To << "asks\t" << Each.Of << '\t' << Each.What << '\n';
    for (const AskedTaking &Taking : Each.Takings)
      To << "taking\t" << Taking.Parameter << '\t' << Taking.About << '\t'
         << Taking.Assumed << '\n';
  }
  for (const AskedField &Each : Summary.AskedFields)
    To << "asks-field\t" << Each.Of << '\t' << Each.About << '\n';
  return To.end();
}

static void writeWay(Writer &To, llvm::StringRef Kind, llvm::ArrayRef<Step> Way) {
  for (const Step &Each : Way)
    To << Kind << '\t' << Each.At << '\t' << Each.From << '\t' << Each.To << '\n';
}

std::string write(const Slice &Slice) {
  Writer To(SliceHead);
  To << "unit\t" << Slice.Unit << '\n';
  To.addFiles(Slice.Files);
  for (const Answer &Each : Slice.Answers) {
    To << "answer\t" << Each.Of.Usr << '\t' << Each.Of.Name << '\t' << Each.Yes << '\n';
    To.addTakings(Each.Takes);
    writeWay(To, Each.JoinsOwn ? "joins" : "parks", Each.ToParking);
    writeWay(To, "reached", Each.FromCoroutine);
    for (const Caller &Caller : Each.Callers)
      To << "caller\t" << Caller.At << '\t' << Caller.Says
         << given(Caller.GivenLent, Caller.GivenOwn) << '\n';
  }
  for (const FieldAnswer &Each : Slice.Fields) {
    To << "field\t" << Each.Of.Usr << '\t' << Each.Of.Name << '\n';
    for (const FieldChange &Change : Each.Changes)
      To << "changed\t" << Change.At << '\t' << Change.Does << '\t' << Change.OnlyCaller
         << '\n';
  }
  return To.end();
}

// --- Reading ---

static llvm::Error wrong(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

namespace {

/// Goes over the records of a text. A field that is not what it should be makes the whole
/// text malformed.
class Reader {
public:
  llvm::Error open(llvm::StringRef Text, llvm::StringRef Head) {
    auto [First, Rest] = Text.split('\n');
    if (!First.consume_front(Head))
      return wrong("is no " + Head.split(' ').second.trim());
    if (First != Version)
      return wrong("is of another version of AsyncChecks");
    size_t LastLine = Rest.rtrim('\n').rfind('\n');
    llvm::StringRef Last =
        LastLine == llvm::StringRef::npos ? Rest : Rest.substr(LastLine + 1);
    size_t Lines = 0;
    if (!Text.ends_with("\n") || !Last.consume_front("end\t") ||
        Last.trim().getAsInteger(10, Lines) || Lines + 1 != size_t(Text.count('\n')))
      return wrong("is cut off");
    Records = Rest.drop_back(Rest.size() - LastLine - 1);
    return llvm::Error::success();
  }

  /// Moves to the next record; false at the end, and at what is malformed.
  bool next() {
    if (IsMalformed || Records.empty())
      return false;
    std::tie(Fields, Records) = Records.split('\n');
    ++Line;
    Kind = text();
    return true;
  }

  llvm::StringRef Kind; ///< of the record
  bool isAtEnd() const { return Fields.empty(); }

  llvm::StringRef text() {
    llvm::StringRef Field;
    std::tie(Field, Fields) = Fields.split('\t');
    return Field;
  }
  /// A number below \p Limit.
  uint32_t index(size_t Limit) {
    uint32_t Number = 0;
    require(!text().getAsInteger(10, Number) && Number < Limit);
    return Number;
  }
  /// What a call says of its arguments, if it says anything.
  void given(uint32_t &Lent, uint32_t &Own) {
    if (!Fields.empty())
      require(!text().getAsInteger(10, Lent) && !text().getAsInteger(10, Own));
  }
  Place place(size_t Files) {
    Place At;
    llvm::StringRef Field = text();
    if (Field == "-")
      return At;
    auto [File, Rest] = Field.split(':');
    auto [Row, Column] = Rest.split(':');
    require(!File.getAsInteger(10, At.File) && At.File < Files &&
            !Row.getAsInteger(10, At.Line) && !Column.getAsInteger(10, At.Column));
    return At;
  }
  template <class Word> Words<Word> words() {
    Words<Word> Says;
    for (llvm::StringRef Rest = text(); !Rest.empty() && Rest != "-";) {
      llvm::StringRef Each;
      std::tie(Each, Rest) = Rest.split(',');
      const auto *Found = llvm::find(textsOf(Says), Each);
      require(Found != textsOf(Says).end());
      Says.Bits |= 1u << (Found - textsOf(Says).begin());
    }
    return Says;
  }
  Obstacle obstacle() {
    const auto *Found = llvm::find(ObstacleWords, text());
    require(Found != std::end(ObstacleWords));
    return Obstacle(Found - std::begin(ObstacleWords));
  }
  Taking taking() {
    Taking Read;
    Read.Parameter = index(~0u);
    Read.Says = words<TakeWord>();
    return Read;
  }
  File file() {
    File Read{text().str()};
    require(!text().getAsInteger(16, Read.Digest));
    return Read;
  }

  void require(bool Holds) { IsMalformed |= !Holds; }

  /// Takes a record that summaries and slices have in common; any other is malformed.
  template <class Kind> void readCommon(Kind &To) {
    if (this->Kind == "file")
      To.Files.push_back(file());
    else if (this->Kind == "unit")
      To.Unit = text().str();
    else
      require(false);
  }

  /// What was read, if it is well-formed.
  template <class Kind> llvm::Expected<Kind> finish(Kind Read) {
    require(!Read.Unit.empty());
    if (IsMalformed)
      return wrong("is malformed in line " + llvm::Twine(Line));
    return Read;
  }

private:
  llvm::StringRef Records, Fields;
  unsigned Line = 1;
  bool IsMalformed = false;
};

} // namespace

llvm::Expected<Summary> readSummary(llvm::StringRef Text) {
  Reader From;
  if (llvm::Error Error = From.open(Text, SummaryHead))
    return Error;
  Summary Read;
  while (From.next()) {
    bool IsInFunction = !Read.Functions.empty();
    if (From.Kind == "call" && IsInFunction) {
      Call &Call = Read.Functions.back().Calls.emplace_back();
      Call.Callee = From.index(Read.Entities.size());
      Call.At = From.place(Read.Files.size());
      Call.Says = From.words<CallWord>();
      From.given(Call.GivenLent, Call.GivenOwn);
    } else if (From.Kind == "takes" && IsInFunction) {
      Read.Functions.back().Takes.push_back(From.taking());
    } else if (From.Kind == "passes" && IsInFunction) {
      Passing &Passing = Read.Functions.back().Passes.emplace_back();
      Passing.Parameter = From.index(~0u);
      Passing.Callee = From.index(Read.Entities.size());
      Passing.To = From.index(~0u);
      Passing.Says = From.words<TakeWord>();
      Passing.Assumed = From.words<TakeWord>();
    } else if (From.Kind == "function") {
      Function &Function = Read.Functions.emplace_back();
      Function.Entity = From.index(Read.Entities.size());
      Function.At = From.place(Read.Files.size());
      Function.Says = From.words<FunctionWord>();
    } else if (From.Kind == "obstacle" && IsInFunction) {
      Read.Functions.back().Obstacle = From.obstacle();
    } else if (From.Kind == "wait") {
      TaskWait &Wait = Read.Waits.emplace_back();
      Wait.Function = From.index(Read.Entities.size());
      Wait.At = From.place(Read.Files.size());
      for (std::string *Each : {&Wait.Name, &Wait.Task, &Wait.Before, &Wait.After,
                                &Wait.TaskHeader, &Wait.WaitHeader})
        *Each = From.text().str();
    } else if (From.Kind == "parks" && IsInFunction) {
      Parking &Parks = Read.Functions.back().Parks.emplace();
      Parks.At = From.place(Read.Files.size());
      Parks.Name = From.text().str();
      Parks.JoinsOwn = From.text() == "own";
      if (!From.isAtEnd())
        Parks.Unless = From.index(Read.Entities.size());
    } else if (From.Kind == "field" && IsInFunction) {
      FieldUse &Use = Read.Functions.back().Fields.emplace_back();
      Use.Field = From.index(Read.Entities.size());
      Use.At = From.place(Read.Files.size());
      Use.Does = From.words<FieldWord>();
    } else if (From.Kind == "overrides" && IsInFunction) {
      Read.Functions.back().Overrides.push_back(From.index(Read.Entities.size()));
    } else if (From.Kind == "named") {
      Read.Named.push_back(From.index(Read.Entities.size()));
    } else if (From.Kind == "asks") {
      Asking &Asked = Read.Asked.emplace_back();
      Asked.Of = From.index(Read.Entities.size());
      Asked.What = From.words<Question>();
    } else if (From.Kind == "taking" && !Read.Asked.empty()) {
      AskedTaking &Taking = Read.Asked.back().Takings.emplace_back();
      Taking.Parameter = From.index(~0u);
      Taking.About = From.words<TakeWord>();
      Taking.Assumed = From.words<TakeWord>();
    } else if (From.Kind == "asks-field") {
      AskedField &Asked = Read.AskedFields.emplace_back();
      Asked.Of = From.index(Read.Entities.size());
      Asked.About = From.words<FieldWord>();
    } else if (From.Kind == "entity") {
      llvm::StringRef Usr = From.text();
      Read.Entities.push_back({Usr.str(), From.text().str()});
    } else if (From.Kind == "broken") {
      Read.IsBroken = true;
    } else {
      From.readCommon(Read);
    }
  }
  return From.finish(std::move(Read));
}

llvm::Expected<Slice> readSlice(llvm::StringRef Text) {
  Reader From;
  if (llvm::Error Error = From.open(Text, SliceHead))
    return Error;
  Slice Read;
  while (From.next()) {
    auto ReadStep = [&](std::vector<Step> &Way) {
      Step &Each = Way.emplace_back();
      Each.At = From.place(Read.Files.size());
      Each.From = From.text().str();
      Each.To = From.text().str();
    };
    bool IsInAnswer = !Read.Answers.empty();
    if (From.Kind == "answer") {
      Answer &Answer = Read.Answers.emplace_back();
      Answer.Of.Usr = From.text().str();
      Answer.Of.Name = From.text().str();
      Answer.Yes = From.words<Question>();
    } else if ((From.Kind == "parks" || From.Kind == "joins") && IsInAnswer) {
      Read.Answers.back().JoinsOwn = From.Kind == "joins";
      ReadStep(Read.Answers.back().ToParking);
    } else if (From.Kind == "takes" && IsInAnswer) {
      Read.Answers.back().Takes.push_back(From.taking());
    } else if (From.Kind == "reached" && IsInAnswer) {
      ReadStep(Read.Answers.back().FromCoroutine);
    } else if (From.Kind == "caller" && IsInAnswer) {
      Caller &Caller = Read.Answers.back().Callers.emplace_back();
      Caller.At = From.place(Read.Files.size());
      Caller.Says = From.words<CallWord>();
      From.given(Caller.GivenLent, Caller.GivenOwn);
    } else if (From.Kind == "field") {
      llvm::StringRef Usr = From.text();
      Read.Fields.push_back({{Usr.str(), From.text().str()}, {}});
    } else if (From.Kind == "changed" && !Read.Fields.empty()) {
      FieldChange &Change = Read.Fields.back().Changes.emplace_back();
      Change.At = From.place(Read.Files.size());
      Change.Does = From.words<FieldWord>();
      Change.OnlyCaller = From.text().str();
    } else {
      From.readCommon(Read);
    }
  }
  return From.finish(std::move(Read));
}

} // namespace async_checks::program
