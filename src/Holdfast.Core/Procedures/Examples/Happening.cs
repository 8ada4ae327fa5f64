using System.Collections.Immutable;
using System.Text;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Core.Procedures.Examples;

/// <summary>One thing that happens in an example. Most are facts as they are; some depend on what came before.</summary>
/// <param name="By">Who does it.</param>
public abstract record Happening(Role By)
{
    public sealed record Stated(Role By, Fact Fact) : Happening(By);

    /// <summary>Every open question that a caller could have answered gets the words for "not said".</summary>
    public sealed record RestNotSaid(Role By) : Happening(By);

    public sealed record Filed(Role By) : Happening(By);

    /// <summary>Whether those who were called last reached the person.</summary>
    public sealed record Responded(Role By, bool Reached) : Happening(By);

    /// <summary>A file is kept. Its bytes are made up, so that a desk with made-up incidents can't tell it.</summary>
    public sealed record Attached(Role By, string Name) : Happening(By);

    /// <summary>Something is to follow in the usual time.</summary>
    public sealed record Promised(Role By, string What) : Happening(By);

    /// <summary>Whoever does it has it from now on.</summary>
    public sealed record TakenOver(Role By, string Reason) : Happening(By);

    /// <summary>The facts that it puts on record, without what follows by the pack's own rules.</summary>
    /// <param name="author">The person who stands for <see cref="By"/>.</param>
    public ImmutableArray<Fact> Facts(Incident incident, Procedure procedure, PersonId author) => this switch
    {
        Stated stated => [stated.Fact],
        RestNotSaid => [.. Unanswered(incident, procedure).Select(field => new AnswerGiven(field.Id, AnswerState.NotSaid, []))],
        Filed => [.. Filing.Presets(incident, procedure), new IncidentFiled(Filing.Missing(incident, procedure))],
        Responded responded => [.. incident.Emergency.TakeLast(1).Select(call => new EmergencyReached(call.Id, responded.Reached))],
        Attached attached => [new EvidenceKept(EvidenceId.Of(Encoding.UTF8.GetBytes(attached.Name)), attached.Name, 1, new string('0', 64), EvidenceType.Other)],
        Promised promised => [new EvidencePromised(promised.What, incident.LastEntryAt + Limits.PromiseDue)],
        TakenOver taken => [new OwnerAssigned(author, taken.Reason)],
        _ => throw new InvalidOperationException("Happening is a closed set."),
    };

    static IEnumerable<Field> Unanswered(Incident incident, Procedure procedure)
    {
        var circumstances = Circumstances.Of(incident);
        return procedure.Sections.Where(section => section.When.Holds(circumstances)).SelectMany(section => section.Fields)
            .Where(field => field.MayBeNotSaid && field.When.Holds(circumstances) && !incident.IsAnswered(field.Id));
    }
}
