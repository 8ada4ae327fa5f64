using System.Text.Json;
using Holdfast.Core.Evidence;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;
using Holdfast.Storage.People;
using Holdfast.Web.People;
using Holdfast.Web.Procedures;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.Sample;

/// <summary>Fills a new sample folder, once: people of every role and some past incidents.</summary>
static class SampleDesk
{
    const string FileName = "people.json";
    static readonly TimeSpan Before = TimeSpan.FromDays(8);
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The people with their passwords. Called before the server starts, so that the past is written before the present.</summary>
    /// <exception cref="StartRefusedException">An earlier first start was broken off.</exception>
    public static async Task<IReadOnlyList<SamplePerson>> ReadyAsync(IServiceProvider services, string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            await using var known = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<SamplePerson[]>(known) ?? throw Broken(folder);
        }

        if ((await services.GetRequiredService<PeopleReader>().EverybodyAsync()).Members.Length > 0)
        {
            throw Broken(folder);
        }

        var people = SamplePeople.WithPasswords();
        await FillAsync(services, people);
        PrivateFile.Create(path, JsonSerializer.SerializeToUtf8Bytes(people, Indented));
        return people;
    }

    static async Task FillAsync(IServiceProvider services, SamplePerson[] people)
    {
        var database = services.GetRequiredService<Database>();
        var wire = LedgerWiring.Wire();
        var today = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var clock = new PastClock(today - Before);
        var procedures = services.GetRequiredService<Procedures.Procedures>();
        var keys = services.GetRequiredService<Keyring>();
        await using var ledger = new Ledger(database, keys, wire, clock, procedures.FindAsync);
        var added = await SamplePeople.AddAsync(new PeopleStore(database, clock), services.GetRequiredService<Argon2Hasher>(), clock, people);
        var outbox = new HouseOutbox(database, wire, clock);
        while (await outbox.DeliverAsync(ledger.AppendAsync) > 0)
        {
            // Until nothing waits.
        }

        var evidence = new SampleEvidence(ledger, clock, services.GetRequiredService<IEvidenceStore>(), keys);
        await new SampleIncidents(ledger, clock, procedures.Current, evidence, added).WriteAsync(services.GetRequiredService<PackReading>().ReadFolder().Examples, today);
    }

    static StartRefusedException Broken(string folder) =>
        new($"The sample in {Path.GetFullPath(folder)} was not finished when it was first made. Delete that folder, then start again.");
}
