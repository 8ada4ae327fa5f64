using System.Collections.Immutable;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Tests.Procedures;

/// <summary>A small procedure of the tests' own: every kind of field and condition once, in words that no pack uses.</summary>
static class Small
{
    public const string Kind = "what-sort";
    public const string Bomb = "device";
    public const string SelfHarm = "own-life";
    public const string HarmToOthers = "others";
    public const string Property = "things";
    public const string Harassment = "pestering";
    public const string Manner = "how";
    public const string Perceived = "felt";
    public const string Conditional = "if-then";
    public const string Imminent = "any-moment";
    public const string Attempt = "has-begun";
    public const string Seen = "seen";
    public const string Name = "who";
    public const string Account = "account";
    public const string District = "district";
    public const string At = "made-at";
    public const string Fuse = "fuse";
    public const string Handle = "handle";
    public const string Summary = "in-short";
    public const string Step = "listen";
    public const string AccountWords = "Paste the link";

    public static readonly string[] Kinds = [Bomb, SelfHarm, HarmToOthers, Property, Harassment];

    public static PackVersion Version { get; } = new("small", 1, new string('a', 64));

    public static Procedure Procedure { get; } = new()
    {
        Version = Version,
        Title = "Small",
        NotSaid = "Nothing was said of it",
        Channels = [.. Enum.GetValues<Channel>().Select(channel => new ChannelGuide { Channel = channel, Label = channel.ToString(), Order = new Order("STAY", ""), Ended = new Order("WRITE", ""), WordsTitle = "Words", WordsAsk = "What is said?" })],
        SayNext = [],
        Steps = [new Step { Id = Step, Text = "Listen", Roles = [Role.Agent], Done = If("words", "some") }],
        Callouts = [],
        Sections =
        [
            Section("threat", When.Always,
                Field(Kind, FieldType.Several) with { Means = Meaning.Kind, Wanted = true, Choices = [.. Kinds.Select(kind => new Choice(kind, kind))] },
                Field(Manner, FieldType.One) with { Means = Meaning.Manner, Wanted = true },
                Field(Conditional, FieldType.Tick) with { Means = Meaning.Conditional },
                Field(Imminent, FieldType.Tick) with { Means = Meaning.Imminent },
                Field(Attempt, FieldType.Tick),
                Field(Seen, FieldType.Long) with { Means = Meaning.Observed, Wanted = true, When = If(Manner, Perceived) }),
            Section("person", When.Always,
                Field(Name) with { Wanted = true, MayBeNotSaid = true },
                Field(Account) with { Wanted = true, Placeholder = AccountWords, PlaceholderHint = "Paste the link itself." },
                Field(Handle) with { Wanted = true, When = If("channel", "chat", "social-media") }),
            Section("device", If(Kind, Bomb), Field(Fuse) with { Wanted = true, Preset = "unknown" }),
            Section("end", When.Always,
                Field(District) with { Wanted = true, Preset = "1000" },
                Field(At, FieldType.Moment) with { Wanted = true, Preset = Core.Procedures.Field.Now },
                Field(Summary, FieldType.Long) with { Wanted = true }),
        ],
        Priorities =
        [
            new PriorityRule(Priority.P0, If(Imminent, Fields.Yes), "it may happen any moment"),
            new PriorityRule(Priority.P0, If(Kind, Bomb), "a device"),
            new PriorityRule(Priority.P0, If(Attempt, Fields.Yes), "it has begun"),
            new PriorityRule(Priority.P1, If(Kind, SelfHarm, HarmToOthers), "somebody's life"),
        ],
        Labels = [new LabelSet("sort", [new DerivedLabel("Own life", If(Kind, SelfHarm)), new DerivedLabel("By phone", If("channel", "phone"))])],
        Case = new CaseGuide
        {
            Title = "Folder",
            OutsideForm = new CaseQuestion("Is the other form done?", "Its number", null),
            Existing = new CaseQuestion("Is there a folder?", "Its number", null),
            Create = new CaseCard("New", []),
            Assign = new CaseCard("Give", []),
            Done = "Given",
        },
        Escalation = new EscalationPolicy(
            [
                new Tier("p0", "All at once", 0, [RungGroup.TeamSupervisors, RungGroup.CorporateSecurity], null, If("priority", "P0")),
                new Tier("team", "The team", 0, [RungGroup.TeamSupervisors], 20, When.Always),
                new Tier("leads", "Leads", 60, [RungGroup.Leads], null, When.Always),
                new Tier("everyone", "Everyone", 300, [RungGroup.Supervisors, RungGroup.Leads, RungGroup.OnCall], null, When.Always),
            ],
            60,
            WatchTimes.Usual),
        Articles = [],
        Emergency = [new PhoneLine("Help", "555-0100", null, Sample: false)],
        EmergencyHint = "The place first",
        Supervisors = [],
    };

    public static When If(string key, params string[] values) => new([new Condition(key, [.. values])]);

    static Section Section(string id, When when, params ImmutableArray<Field> fields) => new() { Id = id, Title = id, When = when, Fields = fields };

    static Field Field(string id, FieldType type = FieldType.Text) => new() { Id = id, Label = id, Why = "It is asked.", Type = type };
}
