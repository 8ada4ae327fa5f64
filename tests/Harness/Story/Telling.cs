using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;
using Holdfast.Core.Procedures.Examples;
using Holdfast.Harness.People;
using Holdfast.Integrations.Procedures;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Harness.Story;

/// <summary>Tells an example of the pack at a desk: the same facts, through the server's own ledger.</summary>
public static class Telling
{
    /// <summary>Tells the example in this file of <c>examples/</c>, its ending left out.</summary>
    /// <returns>The incident that it made.</returns>
    public static async Task<IncidentId> TellsAsync(this Desk desk, string file)
    {
        var read = PackReader.ReadFolder(desk.Words.Folder ?? Path.Combine(AppContext.BaseDirectory, "packs", "threat-reporting"));
        var example = read.Examples.FirstOrDefault(one => one.File == $"examples/{file}.yaml") ?? throw new ArgumentException($"The pack has no example {file}.", nameof(file));
        var procedure = read.Procedure ?? throw new InvalidOperationException("The pack has errors.");
        var ledger = desk.Services.GetRequiredService<Ledger>();
        var id = IncidentId.New(desk.Clock);
        var incident = await AppendAsync([new IncidentStarted(example.Channel, desk.Staff.Agent.Team, default, procedure.Version)], desk.Staff.Agent);
        foreach (var happening in example.Steps)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(7));
            var author = desk.Staff.Everybody.First(person => person.Role == happening.By);
            incident = await AppendAsync(happening.Facts(incident, procedure, author.Id), author);
        }

        return id;

        async Task<Incident> AppendAsync(IEnumerable<Fact> facts, Hired author)
        {
            NewEntry[] entries = [.. facts.Select(fact => new NewEntry(fact is IncidentStarted ? new EntryId(id.Value) : EntryId.New(desk.Clock), fact, desk.Clock.GetUtcNow()))];
            return await ledger.AppendAsync(new Append { Incident = id, Author = author.Id, Entries = [.. entries] }) is Appended.Done { After: { } after }
                ? after : throw new InvalidOperationException($"{file} could not be told.");
        }
    }
}
