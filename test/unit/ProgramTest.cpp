// What units say, what the program makes of it, and how both are written.
#include "program/Link.h"
#include "program/Plan.h"
#include "program/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

namespace async_checks::program {

/// A summary whose lines, without head and end, are \p Body.
static std::string summary(const std::string &Body) {
  std::string Text = "async-checks summary 1\n" + Body;
  return Text + "end\t" + std::to_string(llvm::StringRef(Text).count('\n')) + "\n";
}

static std::string failure(llvm::StringRef Text) {
  llvm::Expected<Summary> Read = readSummary(Text);
  return Read ? "" : llvm::toString(Read.takeError());
}

TEST(Text, ReadsWhatItWrites) {
  std::string Text = summary("unit\ta.cpp\n"
                             "file\ta.cpp\tFF\n"
                             "entity\tc:@F@f#\tf\n"
                             "entity\tc:@F@g#\tg\n"
                             "function\t0\t0:1:2\tcoroutine,throws\n"
                             "call\t1\t0:3:4\tfollowed\n"
                             "call\t1\t-\tslowing\n"
                             "function\t1\t0:5:6\t-\n"
                             "parks\t0:7:8\tsleep_for\town\n"
                             "overrides\t0\n"
                             "asks\t1\tknown,prompt\n"
                             "taking\t2\tlate,kept\tlate\n"
                             "asks-field\t0\twrites\n");
  llvm::Expected<Summary> Read = readSummary(Text);
  ASSERT_TRUE(bool(Read));
  EXPECT_EQ(write(*Read), Text);
}

TEST(Text, RefusesWhatIsNotWhole) {
  EXPECT_EQ(failure("int main() {}\n"), "is no summary");
  EXPECT_EQ(failure("async-checks summary 99\nend\t1\n"),
            "is of another version of AsyncChecks");
  std::string Whole = summary("unit\ta.cpp\nfile\ta.cpp\tFF\n");
  EXPECT_EQ(failure(Whole), "");
  for (size_t Length = 22; Length != Whole.size(); ++Length)
    EXPECT_EQ(failure(llvm::StringRef(Whole).take_front(Length)), "is cut off") << Length;
}

TEST(Text, RefusesWhatIsMalformed) {
  EXPECT_EQ(failure(summary("unit\ta.cpp\ncall\t0\t-\t-\n")), "is malformed in line 3");
  EXPECT_EQ(failure(summary("unit\ta.cpp\nfunction\t7\t-\t-\n")),
            "is malformed in line 3");
  EXPECT_EQ(failure(summary("unit\ta.cpp\nentity\tf\tf\nfunction\t0\t-\tgreen\n")),
            "is malformed in line 4");
  EXPECT_EQ(failure(summary("unit\ta.cpp\nentity\tf\tf\nfunction\t0\t9:1:1\t-\n")),
            "is malformed in line 4");
  EXPECT_EQ(failure(summary("")), "is malformed in line 1");
}

TEST(Text, NamesFilesByTheirUnits) {
  EXPECT_EQ(fileFor("out", "src/a.cpp", SliceExtension), "out/src/a.cpp.slice");
  EXPECT_EQ(fileFor("out", "../gen/a.cpp", SliceExtension), "out/__/gen/a.cpp.slice");
}

/// A program of units in which each function is a line: its name and words, `!` if it
/// parks the thread, and behind `>` the functions that it calls.
class Linked {
public:
  explicit Linked(std::initializer_list<std::vector<std::string>> Units) {
    for (const std::vector<std::string> &Functions : Units) {
      Summary Said;
      Said.Unit = "unit" + std::to_string(Program.numUnits());
      Said.Files = {{Said.Unit, 1}};
      for (const std::string &Line : Functions)
        add(Line, Said);
      Program.add(Said);
    }
    Program.close();
  }

  /// What the unit of this number is told about \p Name; null if nothing.
  const Answer *answer(unsigned Unit, llvm::StringRef Name) {
    Told = Program.sliceOf(Unit);
    for (const Answer &Each : Told.Answers)
      if (Each.Of.Usr == Name)
        return &Each;
    return nullptr;
  }

  /// The way from \p Name to what parks the thread.
  std::string parking(unsigned Unit, llvm::StringRef Name) {
    const Answer *Found = answer(Unit, Name);
    std::string Way;
    if (Found)
      for (const Step &Each : Found->ToParking)
        Way += Each.From + " > ";
    return Way;
  }
  /// The way from a coroutine to \p Name, the last step first.
  std::string reached(unsigned Unit, llvm::StringRef Name) {
    const Answer *Found = answer(Unit, Name);
    std::string Way;
    if (Found)
      for (const Step &Each : Found->FromCoroutine)
        Way += " < " + Each.From;
    return Way;
  }
  bool isTold(unsigned Unit, llvm::StringRef Name, Question What) {
    const Answer *Found = answer(Unit, Name);
    return Found && Found->Yes.has(What);
  }
  /// The chains: their members, after `-` who waits for these, after `!` why not.
  std::vector<std::string> plan(std::vector<std::string> Wanted = {}) {
    std::vector<std::string> Chains;
    for (const Chain &Each : Program.plan(Wanted).Chains) {
      std::string &Text = Chains.emplace_back();
      for (const Member &Member : Each.Members)
        Text += Member.Name + " ";
      for (const PlannedCall &Boundary : Each.Boundaries)
        Text += "- " + Boundary.Caller + " ";
      Text += Each.Refusal.empty() ? "" : "! " + Each.Refusal;
    }
    return Chains;
  }
  std::string report() {
    std::string Text;
    llvm::raw_string_ostream Out(Text);
    Program.report(Out);
    return Out.str();
  }

private:
  static uint32_t entity(llvm::StringRef Name, Summary &In) {
    for (uint32_t I = 0; I != In.Entities.size(); ++I)
      if (In.Entities[I].Usr == Name)
        return I;
    In.Entities.push_back({Name.str(), Name.str()});
    return In.Entities.size() - 1;
  }
  /// What each unit asks of all that it calls.
  static constexpr Words<Question> Asked = Words<Question>::of(
      Question::Parks, Question::NeverThrows, Question::AwaitNeverThrows);

  static void add(llvm::StringRef Line, Summary &In) {
    auto [Head, Callees] = Line.split('>');
    llvm::SmallVector<llvm::StringRef, 4> Words, Called;
    llvm::SplitString(Head, Words);
    llvm::SplitString(Callees, Called);
    Function Said;
    Said.Entity = entity(Words.front(), In);
    Said.At = {0, unsigned(In.Functions.size()) + 1, 1};
    for (llvm::StringRef Word : llvm::drop_begin(Words)) {
      if (Word == "!")
        Said.Parks = {Said.At, "sleep", false, std::nullopt};
      Said.Says.add(FunctionWord::Coroutine, Word == "coroutine");
      if (Word == "waits" || Word == "waits-somehow") {
        Said.Says.add(FunctionWord::Waits);
        TaskWait &Wait = In.Waits.emplace_back();
        Wait.Function = Said.Entity;
        Wait.At = Said.At;
        Wait.Task = "task";
        Wait.After = Word == "waits" ? ".get()" : "";
      }
      if (Word == "constructor")
        Said.Obstacle = Obstacle::Constructor;
      Said.Says.add(FunctionWord::Throws, Word == "throws");
      Said.Says.add(FunctionWord::Template, Word == "template");
      if (Word.consume_front("overrides:"))
        Said.Overrides.push_back(entity(Word, In));
    }
    for (llvm::StringRef Name : Called) {
      Call Each;
      Each.Says.add(CallWord::Awaited, Name.consume_front("await:"));
      Each.Says.add(CallWord::Virtual, Name.consume_front("virtual:"));
      Each.Says.add(CallWord::Stuck, Name.consume_front("stuck:"));
      Each.Says.add(CallWord::Followed);
      Each.Says.add(CallWord::Throwing);
      Each.Callee = entity(Name, In);
      Each.At = {0, Said.At.Line, 9};
      Said.Calls.push_back(Each);
      In.Asked.push_back({Each.Callee, Asked, {}});
    }
    In.Functions.push_back(Said);
  }

  Link Program;
  Slice Told;
};

TEST(Link, FindsTheShortestWay) {
  Linked Program({{"c coroutine > far near"}, {"far > middle", "near > end"},
                  {"middle > end", "end !"}});
  EXPECT_EQ(Program.parking(0, "far"), "far > middle > end > ");
  EXPECT_EQ(Program.parking(0, "near"), "near > end > ");
  EXPECT_EQ(Program.parking(1, "middle"), "middle > end > ");
  EXPECT_EQ(Program.parking(1, "near"), "") << "the unit knows its own";
}

TEST(Link, TellsWaitsWhatReachesThem) {
  Linked Program({{"c coroutine > service"}, {"service > wait", "idle > still"},
                  {"wait waits", "still"}});
  EXPECT_EQ(Program.reached(2, "wait"), " < service < c");
  EXPECT_EQ(Program.reached(1, "service"), " < c");
  EXPECT_EQ(Program.reached(2, "still"), "");
}

TEST(Link, ClosesWordsOverCalls) {
  Linked Program({{"user > a b c d e"}, {"a > b", "b throws", "c > d", "d"},
                  {"e > nobody"}});
  auto NeverThrows = [&](llvm::StringRef Name) {
    return Program.isTold(0, Name, Question::NeverThrows);
  };
  EXPECT_FALSE(NeverThrows("a"));
  EXPECT_FALSE(NeverThrows("b"));
  EXPECT_TRUE(NeverThrows("c"));
  EXPECT_TRUE(NeverThrows("d"));
  EXPECT_FALSE(NeverThrows("e")) << "nobody knows what it calls";
}

TEST(Link, GoesRoundInCircles) {
  Linked Program({{"user > a"}, {"a > b"}, {"b > a c"}, {"c > b"}});
  EXPECT_TRUE(Program.isTold(0, "a", Question::NeverThrows));
  EXPECT_EQ(Program.parking(0, "a"), "");
  Linked Ending({{"user > a"}, {"a > b"}, {"b > a c"}, {"c ! > b"}});
  EXPECT_EQ(Ending.parking(0, "a"), "a > b > c > ");
}

TEST(Link, PassesWordsOfCoroutinesToWhoAwaits) {
  Linked Program({{"user > starts awaits calm"},
                  {"starts > throwing", "awaits coroutine > await:throwing",
                   "calm coroutine"},
                  {"throwing coroutine throws"}});
  EXPECT_TRUE(Program.isTold(0, "starts", Question::NeverThrows));
  EXPECT_FALSE(Program.isTold(0, "awaits", Question::AwaitNeverThrows));
  EXPECT_TRUE(Program.isTold(0, "calm", Question::AwaitNeverThrows));
}

TEST(Link, KnowsTheOnlyOverride) {
  Linked Program({{"user > virtual:one virtual:two virtual:none"},
                  {"first ! overrides:one", "second ! overrides:two",
                   "third overrides:two"}});
  EXPECT_EQ(Program.parking(0, "one"), "first > ");
  EXPECT_EQ(Program.parking(0, "two"), "");
  EXPECT_EQ(Program.answer(0, "none"), nullptr);
}

TEST(Link, DoesNotKnowWhatUnitsDisagreeAbout) {
  Linked Program({{"user > f > g"}, {"f !"}, {"f"}});
  EXPECT_EQ(Program.answer(0, "f"), nullptr);
  EXPECT_NE(Program.report().find("ambiguous: 'f' is not the same in unit1 and unit2"),
            std::string::npos);
}

TEST(Link, ForgetsOnlyWhatUnitsSeeOfCallees) {
  Summary Units[3];
  for (unsigned I = 0; I != 3; ++I) {
    Units[I].Unit = std::to_string(I);
    Units[I].Entities = {{"f", "f"}};
    Units[I].Asked = {{0, Words<Question>::of(Question::Known), {}}};
  }
  Units[0].Functions.resize(1);
  Units[0].Functions[0].Takes = {{1, Words<TakeWord>::of(TakeWord::Touched)}};
  Units[1].Functions.resize(1);
  Link Program;
  for (const Summary &Each : Units)
    Program.add(Each);
  Program.close();
  Slice Told = Program.sliceOf(2);
  ASSERT_EQ(Told.Answers.size(), 1u) << "it is not ambiguous";
  EXPECT_TRUE(Told.Answers[0].Takes.empty());
}

TEST(Link, AnswersWhatIsAskedIfItIsNotAssumed) {
  auto Late = Words<TakeWord>::of(TakeWord::Late);
  auto Writes = Words<FieldWord>::of(FieldWord::Writes);
  Summary User, Other;
  User.Unit = "user.cpp";
  User.Entities = {{"asked", "asked"}, {"assumed", "assumed"}, {"called", "called"},
                   {"field", "field"}, {"untouched", "untouched"}};
  User.Asked = {{0, Words<Question>::of(Question::Prompt, Question::Shares), {{1, Late, {}}}},
                {1, Words<Question>::of(Question::Shares), {{1, Late, Late}}}};
  User.AskedFields = {{3, Writes}, {4, Writes}};
  Other.Unit = "other.cpp";
  Other.Entities = User.Entities;
  Other.Files = {{"other.cpp", 1}};
  Other.Functions.resize(3);
  for (unsigned I = 0; I != 3; ++I) {
    Other.Functions[I].Entity = I;
    Other.Functions[I].Takes = {{1, Late}};
    Other.Functions[I].Fields = {
        {3, {0, 1, 1}, Writes}, {4, {0, 2, 1}, Words<FieldWord>::of(FieldWord::Erases)}};
  }
  Link Program;
  Program.add(User);
  Program.add(Other);
  Program.close();
  Slice Told = Program.sliceOf(0);
  ASSERT_EQ(Told.Answers.size(), 1u);
  EXPECT_EQ(Told.Answers[0].Of.Usr, "asked");
  EXPECT_EQ(Told.Answers[0].Yes, Words<Question>::of(Question::Prompt));
  EXPECT_EQ(Told.Answers[0].Takes.size(), 1u);
  ASSERT_EQ(Told.Fields.size(), 1u);
  EXPECT_EQ(Told.Fields[0].Of.Usr, "field");
  EXPECT_TRUE(Program.sliceOf(1).Answers.empty());
}

TEST(Link, JoinsInstances) {
  Summary First, Second;
  for (Summary *Each : {&First, &Second}) {
    Each->Unit = Each == &First ? "a.cpp" : "b.cpp";
    Each->Files = {{"t.h", 1}};
    Each->Entities = {{"t", "t"}};
    Function Said;
    Said.At = {0, 1, 1};
    Said.Says.add(FunctionWord::Template);
    Said.Says.add(FunctionWord::Throws, Each == &Second);
    Each->Functions = {Said};
  }
  Summary User;
  User.Unit = "c.cpp";
  User.Entities = {{"t", "t"}};
  User.Asked = {
      {0, Words<Question>::of(Question::Known, Question::NeverThrows), {}}};
  Link Program;
  for (const Summary *Each : {&First, &Second, &User})
    Program.add(*Each);
  Program.close();
  Slice Told = Program.sliceOf(2);
  ASSERT_EQ(Told.Answers.size(), 1u);
  EXPECT_EQ(Told.Answers[0].Yes, Words<Question>::of(Question::Known));
}

using Chains = std::vector<std::string>;

TEST(Plan, LeadsFromWaitsToCoroutines) {
  Linked Program({{"c coroutine > service"}, {"service > wait", "tool > wait"},
                  {"wait waits", "idle waits", "main > tool"}});
  EXPECT_EQ(Program.plan(), Chains{"wait service - tool "});
  EXPECT_EQ(Program.plan({"idle"}), (Chains{"wait service - tool ", "idle "}));
}

TEST(Plan, TakesOverridesTogether) {
  Linked Program({{"c coroutine > virtual:base"},
                  {"over waits overrides:base", "other overrides:base"}});
  EXPECT_EQ(Program.plan(), Chains{"over base other "});
}

TEST(Plan, MakesOneOfChainsThatMeet) {
  Linked Program({{"c coroutine > service"}, {"service > one two"},
                  {"one waits", "two waits", "three waits"}});
  EXPECT_EQ(Program.plan(), Chains{"one two service "});
}

TEST(Plan, RefusesWhatHelpsNoCoroutine) {
  Linked Program({{"c coroutine > make"}, {"make constructor > wait"}, {"wait waits"}});
  EXPECT_EQ(Program.plan(), Chains{"wait - make ! 'make' has to wait: a constructor cannot "
                                   "await"});
  Linked Stuck({{"c coroutine > stuck:wait"}, {"wait waits"}});
  EXPECT_EQ(Stuck.plan(), Chains{"wait - c ! 'c' has to wait: no 'co_await' can stand "
                                 "there"});
}

TEST(Plan, ConvertsAllCallersWhereNobodyKnowsHowToWait) {
  Linked Program({{"c coroutine > wait"}, {"tool > wait"}, {"wait waits-somehow"}});
  EXPECT_EQ(Program.plan(), Chains{"wait tool "});
}

TEST(Plan, ReadsWhatItWrites) {
  Plan Written;
  Chain &Each = Written.Chains.emplace_back();
  Each.Name = "f \"quoted\"";
  Each.At = {"a.cpp", 1, 2};
  Each.Members = {{"c:@F@f#", "f", {"a.cpp", 3, 4}}};
  Each.Boundaries = {{"main", "f", {"b.cpp", 5, 6}, "it may block by its nature"}};
  Each.Units = {"a.cpp", "b.cpp"};
  llvm::Expected<Plan> Read = readPlan(write(Written));
  ASSERT_TRUE(bool(Read));
  EXPECT_EQ(write(*Read), write(Written));
  EXPECT_EQ(Read->Chains.front().Boundaries.front().At.Line, 5);

  auto Failure = [](llvm::StringRef Text) {
    return llvm::toString(readPlan(Text).takeError());
  };
  EXPECT_NE(Failure("{"), "");
  EXPECT_EQ(Failure("{\"version\": 99, \"chains\": []}"),
            "it is of another version of AsyncChecks");
  EXPECT_NE(Failure("{\"version\": 1, \"chains\": [{\"name\": 7}]}"), "");
}

} // namespace async_checks::program
