using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Seals;

/// <summary>The keys behind sealed words: the format that page and server share, and how a key is replaced.</summary>
public sealed class SealKeysTest
{
    /// <summary>The file was made by a browser's own cryptography. It is read as it stands: format and file change together or not at all.</summary>
    [Fact]
    public void A_seal_that_a_browser_made_opens()
    {
        var vector = JsonElement.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "tests", "System.Tests", "Seals", "seal-1.json")));
        var key = new SealKey(Bytes(vector.GetProperty("server"), "pkcs8"));
        var seal = vector.GetProperty("seal");
        key.PublicPoint.ToArray().ShouldBe(Bytes(vector.GetProperty("server"), "public"));
        key.Id.ShouldBe(seal.GetProperty("key").GetString());
        var agreed = key.Agree(Bytes(seal, "epk")).ShouldNotBeNull();
        agreed.ShouldBe(Bytes(vector, "derived"));
        Encoding.UTF8.GetString(key.Open(agreed, Bytes(seal, "iv"), Bytes(seal, "box")).ShouldNotBeNull()).ShouldBe(vector.GetProperty("plaintext").GetString());
        var altered = Bytes(seal, "box");
        altered[^1] ^= 1;
        key.Open(agreed, Bytes(seal, "iv"), altered).ShouldBeNull();
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_new_key_replaces_the_old_one_whose_seals_still_open_and_a_damaged_one_stops_nobody(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        using var before = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        await MakeAsync(2);
        await MakeAsync(2);
        await desk.IsAwayAsync(1.Seconds());
        using var after = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        after.Key.ShouldNotBe(before.Key);
        (await TextAsync(before, "old")).ShouldBe("""{"kept":[true]}""");
        (await TextAsync(after, "new")).ShouldBe("""{"kept":[true]}""");

        await desk.Services.GetRequiredService<Database>().ExecuteAsync("UPDATE key_ring SET sealed = $1 WHERE name LIKE 'seal-key-%'", new byte[40]);
        await desk.IsAwayAsync(1.Seconds());
        using var fresh = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        (await TextAsync(fresh, "newest")).ShouldBe("""{"kept":[true]}""");
        (await TextAsync(before, "lost for now")).ShouldBe("""{"kept":[false]}""");

        Task MakeAsync(int number) => SealKeys.MakeAsync(desk.Services.GetRequiredService<Database>(), desk.Services.GetRequiredService<Keyring>().Master, desk.Clock, number);

        async Task<string> TextAsync(Sealer page, string words)
        {
            using var nobody = new Api(desk.Address.ToString(), token: null);
            var (id, at) = (IncidentId.New(desk.Clock), desk.Clock.GetUtcNow());
            var reply = (await Sealer.BringAsync(nobody, at, page.Entry(id, at, SentEntry.Statement(words)))).Ok();
            (await desk.Services.GetRequiredService<IncidentReader>().FindAsync(id) is not null).ShouldBe(reply.Text.Contains("true", StringComparison.Ordinal));
            return reply.Text;
        }
    }

    static byte[] Bytes(JsonElement of, string name) => Base64Url.DecodeFromChars(of.GetProperty(name).GetString());
}
