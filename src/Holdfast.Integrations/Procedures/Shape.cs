namespace Holdfast.Integrations.Procedures;

/// <summary>A kind of map in a pack and the keys that it may have: what the reader asks for, what errors name, what the schemas say.</summary>
/// <param name="Name">As errors name it, such as "a section".</param>
/// <param name="Keys">In the order in which they are best written.</param>
sealed record Shape(string Name, params string[] Keys)
{
    public static readonly Shape Procedure = new("procedure.yaml", "id", "version", "language", "title", "changed", "not-said", "channels", "say-next", "steps", "callouts", "priorities", "labels", "emergency", "supervisors", "care");
    public static readonly Shape Channel = new("a channel", "channel", "label", "order", "ended", "ends", "resumed", "words", "paste");
    public static readonly Shape Order = new("an order", "order", "rest");
    public static readonly Shape Words = new("the words of a channel", "title", "ask");
    public static readonly Shape SayNext = new("a group of say-next", "when", "lines", "spoken");
    public static readonly Shape SayLine = new("a line to say", "say", "field", "hint");
    public static readonly Shape Step = new("a step", "id", "text", "hint", "roles", "when", "done", "throughout");
    public static readonly Shape Callout = new("a callout", "tone", "title", "text", "when");
    public static readonly Shape Priority = new("a rule of priority", "priority", "when", "because");
    public static readonly Shape Label = new("a label", "label", "when");
    public static readonly Shape Emergency = new("the emergency card", "hint", "numbers");
    public static readonly Shape Phone = new("a number to call", "label", "number", "note", "sample");

    public static readonly Shape Care = new("care for the agent", "text", "resources");

    public static readonly Shape Form = new("a form", "sections");
    public static readonly Shape Section = new("a section", "id", "title", "hint", "when", "folded", "fields");
    public static readonly Shape Field = new("a field", "id", "label", "type", "means", "why", "ask", "preset", "placeholder", "placeholder-hint", "wanted", "may-be-not-said", "when", "choices");

    public static readonly Shape Case = new("case.yaml", "title", "outside-form", "existing", "create", "assign", "done");
    public static readonly Shape CaseQuestion = new("a question", "question", "number", "hint");
    public static readonly Shape CaseCard = new("a card", "title", "items");
    public static readonly Shape CaseItem = new("an item", "label", "text", "answers", "labels", "report-number", "words");

    public static readonly Shape Escalation = new("escalation.yaml", "unfiled-after", "silent-after", "reached-within", "case-within", "check-in-within", "repeat-every", "tiers");
    public static readonly Shape Tier = new("a tier", "id", "label", "after", "ring", "each", "when");

    public static readonly Shape Article = new("the head of an article", "id", "title", "on-screen", "roles");

    public static readonly Shape TranslatedArticle = new("the head of a translated article", "title");
    public static readonly Shape Language = new("the words of a language", "words");

    public static readonly Shape Example = new("an example", "title", "channel", "sample", "steps", "expect");
    public static readonly Shape ExampleStep = new(
        "a step of an example", "by", "say", "answer", "observe", "not-said", "line", "paste", "channel", "emergency", "reached", "supervisor", "acknowledge", "tick", "skip", "case", "file", "attach", "promise", "note", "raise", "lower", "assign", "close", "reopen");
    public static readonly Shape ExampleEmergency = new("a call to emergency services", "whom", "called-at", "reference", "place");
    public static readonly Shape ExampleSkip = new("a step passed over", "step", "word");
    public static readonly Shape ExampleCase = new("what is said of the case", "outside-form", "outside-number", "exists", "number", "done");
    public static readonly Shape ExamplePriority = new("a change of priority", "to", "reason");
    public static readonly Shape Expect = new("what is expected", "priority", "sections", "now", "missing", "labels", "case", "answers");

    /// <summary>All of them.</summary>
    public static IEnumerable<Shape> All => typeof(Shape).GetFields().Select(member => member.GetValue(null)).OfType<Shape>();
}
