using System.Collections.Immutable;
using Holdfast.Core.Cases;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Core.Procedures.Examples;

/// <summary>Plays an example by the same rules as the record of a real incident, and compares. Pure; nothing is stored.</summary>
public static class ExampleRun
{
    /// <summary>The number that an incident has in an example.</summary>
    public static readonly IncidentNumber Number = new(2000, 1);

    static readonly DateTimeOffset Began = new(2000, 1, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(11);

    /// <summary>What differs from what is expected, in words; empty when the example passes. Labels, answers and the case are expected in the pack's own words, whatever language the procedure is in.</summary>
    public static ImmutableArray<string> Differences(Example example, Procedure procedure)
    {
        var incident = Play(example, procedure);
        var circumstances = Circumstances.Of(incident);
        var own = procedure.InOwnWords();
        var expect = example.Expect;
        var found = ImmutableArray.CreateBuilder<string>();
        if (expect.Priority is { } priority)
        {
            Compare("the priority", priority.ToString(), incident.Priority.ToString());
        }

        if (expect.Sections is { } sections)
        {
            Same("the sections open", sections, [.. procedure.Sections.Where(section => section.When.Conditions.Length > 0 && section.When.Holds(circumstances)).Select(section => section.Id)]);
        }

        if (expect.Now is { } now)
        {
            Compare("the step that matters now", now, Now(procedure, incident, circumstances)?.Id ?? "none");
        }

        if (expect.Missing is { } missing)
        {
            Same("what is missing", missing, Filing.Missing(incident, procedure));
        }

        foreach (var (set, labels) in expect.Labels)
        {
            Compare($"the labels '{set}'", string.Join(", ", labels), string.Join(", ", own.Labels.Where(one => one.Id == set).SelectMany(one => one.For(circumstances))));
        }

        foreach (var (field, text) in expect.Answers)
        {
            Compare($"the answer to '{field}'", text, incident.Answers.TryGetValue(field, out var answer) ? AnswerWords.Values(own, field, answer) : "");
        }

        var card = FilledCard.Of(incident, procedure, example.Steps.OfType<Happening.Stated>().Select(step => step.Fact).OfType<StatementAdded>().Select(said => said.Text));
        var values = card.Assign.Concat(card.Create ?? []).ToArray();
        foreach (var (label, value) in expect.Case)
        {
            Compare($"the case's '{label}'", value, values.FirstOrDefault(one => one.Item == label)?.Value ?? "not on the card");
        }

        return found.ToImmutable();

        void Compare(string what, string expected, string actual)
        {
            if (expected != actual)
            {
                found.Add($"{what} should be \"{expected}\" and is \"{actual}\"");
            }
        }

        void Same(string what, IEnumerable<string> expected, IEnumerable<string> actual) =>
            Compare(what, string.Join(", ", expected.Order(StringComparer.Ordinal)), string.Join(", ", actual.Order(StringComparer.Ordinal)));
    }

    /// <summary>The incident that an example makes.</summary>
    public static Incident Play(Example example, Procedure procedure)
    {
        var incident = Apply(null, Role.Agent, new IncidentStarted(example.Channel, new TeamId(Guid.AllBitsSet), Number, procedure.Version), procedure);
        foreach (var step in example.Steps)
        {
            foreach (var fact in step.Facts(incident, procedure, Author(step.By)))
            {
                incident = Apply(incident, step.By, fact, procedure);
            }
        }

        return incident;
    }

    /// <summary>The first of the agent's steps that applies, holds the others up, and is neither done nor passed over.</summary>
    static Step? Now(Procedure procedure, Incident incident, Circumstances circumstances) => procedure.StepsOf([Role.Agent]).FirstOrDefault(step =>
        step.When.Holds(circumstances) && !step.Throughout && step.Done?.Holds(circumstances) != true
        && (!incident.Steps.TryGetValue(step.Id, out var mark) || mark.State == StepState.Open));

    static Incident Apply(Incident? before, Role by, Fact fact, Procedure procedure)
    {
        var after = Fold.Apply(before, Head(before, by), fact);
        foreach (var consequence in Consequences.Of(before, after, procedure))
        {
            after = Fold.Apply(after, Head(after, by), consequence);
        }

        return after;
    }

    static EntryHead Head(Incident? before, Role by)
    {
        var sequence = (before?.Sequence ?? 0) + 1;
        var at = Began + (sequence - 1) * Pause;
        return new EntryHead(sequence, new IncidentId(Guid.AllBitsSet), sequence, new EntryId(new Guid(sequence, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), Author(by), at, at);
    }

    // One made-up person for each role.
    static PersonId Author(Role role) => new(new Guid(1 + (int)role, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}
