using System.Collections.Immutable;
using Holdfast.Core.Cases;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Procedures.Examples;
using Holdfast.Core.Text;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Integrations.Procedures;

/// <summary>Reads what happens in an example: one thing in each item, by the agent unless it says otherwise.</summary>
static class ExampleSteps
{
    const string By = "by";

    public static ImmutableArray<Happening> Read(PackNode node)
    {
        var by = node.OptionalWord<Role>(By) ?? Role.Agent;
        var there = Shape.ExampleStep.Keys.Where(key => key != By && node.Has(key)).ToArray();
        if (there.Length == 1)
        {
            return [.. Happenings(node, there[0], by)];
        }

        node.Findings.Add(node.Here, $"One thing happens in each step. Write exactly one of {string.Join(", ", Shape.ExampleStep.Keys.Where(key => key != By))}.");
        return [];
    }

    static IEnumerable<Happening> Happenings(PackNode node, string key, Role by) => key switch
    {
        "not-said" when node.Value(key) is YamlScalarNode => Rest(node, key, by),
        "file" => Only(node, key) ? [new Happening.Filed(by)] : [],
        "reached" => [new Happening.Responded(by, node.Flag(key))],
        "attach" => [new Happening.Attached(by, node.Text(key))],
        "promise" => [new Happening.Promised(by, node.Text(key))],
        "assign" => [new Happening.TakenOver(by, node.Text(key))],
        _ => Facts(node, key).Select(fact => new Happening.Stated(by, fact)),
    };

    static IEnumerable<Fact> Facts(PackNode node, string key) => key switch
    {
        "say" => [new StatementAdded(node.Text(key))],
        "paste" => [new TranscriptAdded(node.Text(key))],
        "answer" => Answers(node, key, AnswerState.Answered),
        "observe" => Answers(node, key, AnswerState.Observed),
        "not-said" => NotSaid(node, key),
        "line" => Line(node, key),
        "channel" => [new ChannelChosen(node.Word<Channel>(key))],
        "emergency" => [node.Map(key, Shape.ExampleEmergency, map => new EmergencyCalled(map.Text("whom"), map.Optional("called-at"), map.Optional("reference"), map.Optional("place")))],
        "supervisor" => [new SupervisorRequested(node.Word<AskedBy>(key))],
        "acknowledge" => Only(node, key) ? [new IncidentAcknowledged()] : [],
        "tick" => [new StepTicked(Step(node, key))],
        "skip" => [node.Map(key, Shape.ExampleSkip, map => new StepSkipped(Step(map, "step"), map.Text("word")))],
        "case" => node.Map(key, Shape.ExampleCase, Case),
        "note" => [new NoteAdded(node.Text(key))],
        "raise" => [node.Map(key, Shape.ExamplePriority, map => new PriorityRaised(map.Word<Priority>("to"), map.Optional("reason")))],
        "lower" => [node.Map(key, Shape.ExamplePriority, map => new PriorityLowered(map.Word<Priority>("to"), map.Text("reason")))],
        "close" => [new IncidentClosed(node.Text(key))],
        "reopen" => [new IncidentReopened(node.Text(key))],
        _ => throw new InvalidOperationException($"'{key}' is a key of a step and is not read."),
    };

    static IEnumerable<Fact> Answers(PackNode node, string key, AnswerState state) => node.Pairs(key).Select(pair =>
    {
        var values = pair.Value is YamlSequenceNode list ? list.Children.Select(node.Scalar).ToImmutableArray() : [node.Scalar(pair.Value)];
        foreach (var value in values)
        {
            node.References.Answer(pair.Key, value, pair.At);
        }

        return new AnswerGiven(pair.Key, state, values);
    });

    static IEnumerable<Fact> NotSaid(PackNode node, string key)
    {
        foreach (var field in node.Texts(key))
        {
            node.References.Use(Named.Field, field, node.At(key));
            yield return new AnswerGiven(field, AnswerState.NotSaid, []);
        }
    }

    static IEnumerable<Happening> Rest(PackNode node, string key, Role by)
    {
        if (node.Text(key) == "rest")
        {
            return [new Happening.RestNotSaid(by)];
        }

        node.Findings.Add(node.At(key), "'not-said' is a list of fields, or the word rest for all that are open.");
        return [];
    }

    static IEnumerable<Fact> Line(PackNode node, string key) => node.Text(key) == "resumed" ? [new ContactResumed()]
        : node.Word<Contact>(key) is var how && how != Contact.OnTheLine ? [new ContactEnded(how)]
        : [];

    static IEnumerable<Fact> Case(PackNode node)
    {
        if (node.Has("outside-form"))
        {
            yield return new OutsideFormAnswered(node.Flag("outside-form"));
        }

        if (node.Has("outside-number"))
        {
            yield return new OutsideNumberRecorded(node.Text("outside-number"));
        }

        if (node.Has("exists"))
        {
            yield return new CaseAnswered(node.Flag("exists"), node.Optional("number"));
        }

        if (node.Has("done"))
        {
            yield return new CaseDone(node.Text("done"));
        }
    }

    static string Step(PackNode node, string key)
    {
        var step = node.Text(key);
        node.References.Use(Named.Step, step, node.At(key));
        return step;
    }

    static bool Only(PackNode node, string key)
    {
        var yes = node.Flag(key);
        if (!yes)
        {
            node.Findings.Add(node.At(key), $"'{key}' is true, or the step is left out.");
        }

        return yes;
    }
}
