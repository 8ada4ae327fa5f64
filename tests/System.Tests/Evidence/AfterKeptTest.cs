using System.Text;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Integrations.Evidence;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Ledger;
using Holdfast.Tests.Ledger;
using Holdfast.Web.Evidence;
using Holdfast.Web.Incidents;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using static Holdfast.Tests.Ledger.LedgerHouse;

namespace Holdfast.Tests.Evidence;

/// <summary>What is done once a piece is kept: attachments, scans; by any node, however often one dies over it.</summary>
public sealed class AfterKeptTest
{
    /// <summary>What the scanner of these tests finds.</summary>
    const string Bad = "the bad one";

    static readonly string Deep = Mail("deep", Part("bad.txt", Bad));

    static readonly string Threat = Mail("I know you", Part("one.txt", "the back door"), Part("two.txt", "the back door"), Inner(Deep));

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Attachments_become_evidence_of_their_own(Kind kind)
    {
        await using var house = await EvidenceHouse.OpenAsync(kind);
        var (incident, mail) = await KeepAsync(house, Threat);
        await WorkAsync(house, Node(house));

        var work = (await house.House.FindAsync(incident)).Evidence;
        work.Items.Select(item => (item.Name, item.Type, item.By, item.Within == mail)).ShouldBe(
        [
            ("threat.eml", EvidenceType.Mail, Ana.Id, false),
            ("one.txt", EvidenceType.Text, Ana.Id, true),
            ("two.txt", EvidenceType.Text, Ana.Id, true),
            ("deep.eml", EvidenceType.Mail, Ana.Id, true),
            ("bad.txt", EvidenceType.Text, Ana.Id, false),
        ]);
        work.Items[4].Within.ShouldBe(work.Items[3].Id);
        work.Items[2].Same.ShouldBe(work.Items[1].Id);
        (await ReadAsync(house, incident, work.Items[1])).Trim().ShouldBe("the back door");
        (await ReadAsync(house, incident, work.Items[4])).Trim().ShouldBe(Bad);
        (await house.CheckAsync()).Damaged.ShouldBeEmpty();
        (await house.Uploads.OfIncidentAsync(incident)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Wherever_a_node_dies_the_next_makes_the_same_of_it(Kind kind)
    {
        await using var house = await EvidenceHouse.OpenAsync(kind);
        var survived = false;
        var dies = 0;
        while (!survived)
        {
            dies++;
            var (incident, _) = await KeepAsync(house, Threat);
            var process = new Mortal(dies);
            await WorkAsync(house, Node(house, new Scanner(process), process), toTheEnd: false);
            survived = !process.IsDead;

            house.House.Clock.Advance(TimeSpan.FromMinutes(20));
            var next = Node(house, new Scanner());
            await WorkAsync(house, next);

            var work = (await house.House.FindAsync(incident)).Evidence;
            string.Join(" ", work.Items.Select(item => item.Name).Order(StringComparer.Ordinal)).ShouldBe("bad.txt deep.eml one.txt threat.eml two.txt", $"died at step {dies}");
            work.Items.ShouldAllBe(item => item.Scan != null);
            work.Items.Single(item => item.Name == "bad.txt").IsQuarantined.ShouldBeTrue();
            var entries = await house.House.Reader.WholeAsync(incident);
            entries.Count(entry => entry.Fact is EvidenceScanned).ShouldBe(4, $"died at step {dies}");
            foreach (var item in work.Items)
            {
                (await ReadAsync(house, incident, item)).Length.ShouldBe((int)item.Length);
            }

            (await house.House.NumberAsync("SELECT count(*) FROM upload")).ShouldBe(0, $"died at step {dies}");
            house.Store.All().Count(original => original.Incident == incident).ShouldBe(4, $"died at step {dies}");
        }

        dies.ShouldBeGreaterThan(30);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Two_nodes_do_it_once(Kind kind)
    {
        await using var house = await EvidenceHouse.OpenAsync(kind);
        var (incident, _) = await KeepAsync(house, Threat);
        var scanner = new Scanner();
        var (one, other) = (Node(house, scanner), Node(house, scanner));
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(one.Worker.LookAsync(default), other.Worker.LookAsync(default));
            house.House.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var work = (await house.House.FindAsync(incident)).Evidence;
        work.Items.Length.ShouldBe(5);
        (await house.House.Reader.WholeAsync(incident)).Count(entry => entry.Fact is EvidenceScanned).ShouldBe(4);
        (await house.House.NumberAsync("SELECT count(*) FROM upload")).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task A_scanner_that_is_away_is_asked_again_and_holds_up_nothing(Kind kind)
    {
        await using var house = await EvidenceHouse.OpenAsync(kind);
        var (incident, _) = await KeepAsync(house, Threat);
        var scanner = new Scanner { IsAway = true };
        var node = Node(house, scanner);
        await WorkAsync(house, node, toTheEnd: false);
        var work = (await house.House.FindAsync(incident)).Evidence;
        work.Items.Length.ShouldBe(5);
        work.Items.ShouldAllBe(item => item.Scan == null);

        (await node.Worker.LookAsync(default)).ShouldBe(0, "It waits before it asks again.");
        house.House.Clock.Advance(TimeSpan.FromMinutes(16));
        scanner.IsAway = false;
        await WorkAsync(house, node);
        (await house.House.FindAsync(incident)).Evidence.Items.Single(item => item.IsQuarantined).Found.ShouldBe("Test.Bad");
        (await house.House.Reader.WholeAsync(incident)).Count(entry => entry.Fact is EvidenceScanned).ShouldBe(4, "The same bytes have one verdict.");
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Without_a_scanner_there_is_no_verdict_and_no_work_left(Kind kind)
    {
        await using var house = await EvidenceHouse.OpenAsync(kind);
        var (incident, _) = await KeepAsync(house, Threat);
        await WorkAsync(house, Node(house));
        (await house.House.FindAsync(incident)).Evidence.Items.ShouldAllBe(item => item.Scan == null);
        (await house.House.NumberAsync("SELECT count(*) FROM upload")).ShouldBe(0);
    }

    [Fact]
    public async Task Mails_within_mails_are_taken_out_three_deep()
    {
        await using var house = await EvidenceHouse.OpenAsync(Kind.Sqlite);
        var mail = Mail("five", Part("five.txt", "5"));
        foreach (var name in (string[])["four", "three", "two", "one"])
        {
            mail = Mail(name, Inner(mail));
        }

        var (incident, _) = await KeepAsync(house, mail);
        await WorkAsync(house, Node(house));
        (await house.House.FindAsync(incident)).Evidence.Items.Select(item => item.Name).ShouldBe(["threat.eml", "two.eml", "three.eml", "four.eml"]);
    }

    [Fact]
    public async Task A_mail_with_hundreds_of_files_leaves_room_for_what_people_add()
    {
        await using var house = await EvidenceHouse.OpenAsync(Kind.Sqlite);
        var many = Enumerable.Range(0, 8).Select(n => Inner(Mail($"m{n}", [.. Enumerable.Range(0, 60).Select(part => Part($"p{part}", $"{n}/{part}"))])));
        var (incident, _) = await KeepAsync(house, Mail("bomb", [.. many]));
        await WorkAsync(house, Node(house));

        // Several mails are worked on at once, and each may add the one that it had begun.
        (await house.House.FindAsync(incident)).Evidence.Items.Length.ShouldBeInRange(Limits.MostWithAttachments, Limits.MostWithAttachments + 10);
    }

    [Fact]
    public async Task A_damaged_mail_is_left_for_verify_and_holds_up_no_other()
    {
        await using var house = await EvidenceHouse.OpenAsync(Kind.Sqlite);
        var (damaged, mail) = await KeepAsync(house, Threat);
        var file = house.PathOf(damaged, mail);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        var (sound, _) = await KeepAsync(house, Threat);

        await WorkAsync(house, Node(house), toTheEnd: false);
        (await house.House.FindAsync(damaged)).Evidence.Items.Length.ShouldBe(1);
        (await house.House.FindAsync(sound)).Evidence.Items.Length.ShouldBe(5);
    }

    static string Mail(string subject, params string[] parts) =>
        $"From: a@example.com\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nSubject: {subject}\nContent-Type: multipart/mixed; boundary=\"{subject}-b\"\n\n--{subject}-b\nContent-Type: text/plain\n\nSee the attachment.\n"
        + string.Concat(parts.Select(part => $"--{subject}-b\n{part}\n")) + $"--{subject}-b--\n";

    static string Part(string name, string words) => $"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename={name}\n\n{words}";

    static string Inner(string mail) => $"Content-Type: message/rfc822\n\n{mail}";

    static async Task<(IncidentId Incident, EvidenceId Mail)> KeepAsync(EvidenceHouse house, string mail)
    {
        var bytes = Encoding.UTF8.GetBytes(mail);
        var incident = await house.House.StartAsync();
        var id = Keeping.NewId();
        var now = house.House.Clock.GetUtcNow();
        await house.Uploads.BeginAsync(incident, id, Ana.Id, new UploadWords("threat.eml"), now);
        using (var intake = Intake.Open(house.Store, await house.KeyAsync(incident), id)!)
        {
            intake.Append(bytes);
            intake.Finish();
        }

        await house.House.DoneAsync(new Append
        {
            Incident = incident,
            Author = Ana.Id,
            Entries = [new NewEntry(id.EntryIn(incident), new EvidenceKept(id, "threat.eml", bytes.Length, Keeping.Sha256(bytes), EvidenceType.Mail), now)],
        });
        await house.Uploads.KeptAsync(incident, id, now);
        return (incident, id);
    }

    static (AfterKept Worker, ArrivalWorker Arrivals) Node(EvidenceHouse house, IVirusScanner? scanner = null, Mortal? process = null)
    {
        var (record, reader, clock) = (house.House.Record, house.House.Reader, house.House.Clock);
        IEvidenceStore store = process is null ? house.Store : new MortalStore(house.Store, process);
        var keeping = new Web.Evidence.Keeping(record, reader, new Readings(record, clock), house.Uploads, store, clock, scanner);
        var attachments = new MailAttachments(new MailReader(), keeping, house.Uploads, new Pump(store, new EvidenceLimit()), reader, store, clock, NullLogger<MailAttachments>.Instance);
        var scans = new Scans(record, house.Uploads, store, clock, NullLogger<Scans>.Instance, scanner);
        return (new AfterKept(house.Uploads, reader, attachments, scans, clock, NullLogger<AfterKept>.Instance), new ArrivalWorker(keeping, house.Uploads, store, clock, NullLogger<ArrivalWorker>.Instance));
    }

    /// <summary>Lets a node work until nothing is due at this instant; to the end: with time passing, until nothing is left at all.</summary>
    static async Task WorkAsync(EvidenceHouse house, (AfterKept Worker, ArrivalWorker Arrivals) node, bool toTheEnd = true)
    {
        for (var round = 0; round < 50; round++)
        {
            var did = await node.Worker.LookAsync(default);
            if (did == 0 && (!toTheEnd || await house.House.NumberAsync("SELECT count(*) FROM upload") == 0))
            {
                return;
            }

            if (toTheEnd)
            {
                house.House.Clock.Advance(TimeSpan.FromMinutes(2));
                await node.Arrivals.LookAsync(default);
            }
        }
    }

    static async Task<string> ReadAsync(EvidenceHouse house, IncidentId incident, EvidenceItem item)
    {
        using var original = Original.Open(house.Store, await house.KeyAsync(incident), item.Original, item.Length)!;
        using var reader = new StreamReader(original);
        return await reader.ReadToEndAsync();
    }

    sealed class Scanner(Mortal? process = null) : IVirusScanner
    {
        public bool IsAway { get; set; }

        public async Task<(ScanResult Result, string? Found)> ScanAsync(Stream original, CancellationToken cancel)
        {
            process?.Step();
            if (IsAway)
            {
                throw new IOException("away");
            }

            using var reader = new StreamReader(original, leaveOpen: true);
            var isBad = (await reader.ReadToEndAsync(cancel)).Trim() == Bad;
            process?.Step();
            return isBad ? (ScanResult.Found, "Test.Bad") : (ScanResult.Clean, null);
        }
    }
}
