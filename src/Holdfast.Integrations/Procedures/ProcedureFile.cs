using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;

namespace Holdfast.Integrations.Procedures;

/// <summary>Reads the parts of <c>procedure.yaml</c>.</summary>
static class ProcedureFile
{
    public static ImmutableArray<ChannelGuide> Channels(PackNode root)
    {
        var channels = root.Maps("channels", Shape.Channel, node => (Guide: Channel(node), At: node.At("channel")));
        foreach (var twice in channels.GroupBy(channel => channel.Guide.Channel).SelectMany(group => group.Skip(1)))
        {
            root.Findings.Add(twice.At, $"The channel '{Words<Channel>.Of(twice.Guide.Channel)}' is there twice. Take one out.");
        }

        foreach (var missing in Enum.GetValues<Channel>().Where(channel => channels.All(there => there.Guide.Channel != channel)))
        {
            root.Findings.Add(root.At("channels"), $"The channel '{Words<Channel>.Of(missing)}' is missing. Threats come that way too; say what is particular to it.");
        }

        return [.. channels.Select(channel => channel.Guide)];
    }

    public static SayNext SayNext(PackNode node) => new(node.When("when"), NotEmpty(node, "lines", node.Maps("lines", Shape.SayLine, Line)), node.Flag("spoken", otherwise: true));

    public static Step Step(PackNode node) => new()
    {
        Id = node.References.Give(Named.Step, node.Text("id"), node.At("id")),
        Text = node.Said("text"),
        Hint = node.OptionalSaid("hint"),
        Roles = NotEmpty(node, "roles", node.ListOfWords<Role>("roles")),
        When = node.When("when"),
        Done = node.OptionalWhen("done"),
        Throughout = node.Flag("throughout"),
    };

    public static Callout Callout(PackNode node) => new(node.Word<CalloutTone>("tone"), node.OptionalSaid("title"), node.Said("text"), node.When("when"));

    public static PriorityRule Priority(PackNode node) => new(node.Word<Priority>("priority"), node.When("when"), node.Said("because"));

    public static ImmutableArray<LabelSet> Labels(PackNode root) => [.. root.Pairs("labels").Select(set => new LabelSet(
        root.References.Give(Named.Labels, set.Key, set.At),
        [.. root.Items(set.Value, set.Key).Select(item => root.Of(item, Shape.Label)).Select(node => new DerivedLabel(node.Said("label"), node.When("when")))]))];

    public static (string Hint, ImmutableArray<PhoneLine> Numbers) Emergency(PackNode node)
    {
        var numbers = node.Maps("numbers", Shape.Phone, Phone);
        if (numbers.IsEmpty)
        {
            node.Findings.Add(node.At("numbers"), "There is no number to call in an emergency. Add at least one.");
        }

        return (node.Said("hint"), numbers);
    }

    public static CareGuide Care(PackNode node) => new(node.Said("text"), node.Maps("resources", Shape.Phone, Phone));

    // A number is unconfirmed until the site says otherwise.
    public static PhoneLine Phone(PackNode node) => new(node.Said("label"), node.Text("number"), node.OptionalSaid("note"), node.Flag("sample", otherwise: true));

    static ChannelGuide Channel(PackNode node)
    {
        var words = node.Map("words", Shape.Words, map => (Title: map.Said("title"), Ask: map.Said("ask")));
        return new ChannelGuide
        {
            Channel = node.Word<Channel>("channel"),
            Label = node.Said("label"),
            Order = node.Map("order", Shape.Order, Order),
            Ended = node.Map("ended", Shape.Order, Order),
            Ends = [.. node.Pairs("ends").Select(end => End(node, end.Key, node.Said(end.Value), end.At)).OfType<ContactEnd>()],
            Resumed = node.OptionalSaid("resumed"),
            WordsTitle = words.Title,
            WordsAsk = words.Ask,
            Paste = node.OptionalSaid("paste"),
        };
    }

    static ContactEnd? End(PackNode node, string how, string label, Spot at)
    {
        if (Words<Contact>.TryParse(how, out var contact) && contact != Contact.OnTheLine)
        {
            return new ContactEnd(contact, label);
        }

        var ends = Enum.GetValues<Contact>().Where(end => end != Contact.OnTheLine).Select(Words<Contact>.Of);
        node.Findings.Add(at, $"Contact doesn't end by '{how}'. It can be {string.Join(", ", ends)}.");
        return null;
    }

    static Order Order(PackNode node) => new(node.Said("order"), node.Said("rest"));

    static SayLine Line(PackNode node)
    {
        if (node.Optional("field") is { } field)
        {
            node.References.Use(Named.Field, field, node.At("field"));
        }

        return new SayLine(node.Said("say"), node.OptionalSaid("hint"), node.Optional("field"));
    }

    static ImmutableArray<T> NotEmpty<T>(PackNode node, string key, ImmutableArray<T> items)
    {
        if (items.IsEmpty)
        {
            node.Findings.Add(node.At(key), $"'{key}' has nothing in it. Add at least one.");
        }

        return items;
    }
}
