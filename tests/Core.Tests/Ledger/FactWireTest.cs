using System.Text;
using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Shouldly;

namespace Holdfast.Tests.Ledger;

public sealed class FactWireTest
{
    static readonly FactWire Wire = Samples.Wire;
    static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero).AddTicks(1234567);

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Every_fact_is_read_as_it_was_written(string name)
    {
        foreach (var fact in Samples.Of(name))
        {
            var stored = Wire.Write(fact, At);
            var (read, occurredAt) = Wire.Read(stored);
            read.GetType().ShouldBe(fact.GetType(), Encoding.UTF8.GetString(stored));
            occurredAt.ShouldBe(At);
            Wire.Write(read, At).ShouldBe(stored);
        }
    }

    [Fact]
    public void Every_fact_of_the_product_has_a_wire_name()
    {
        var facts = typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact)) && type != typeof(KeptAsItCame));
        facts.Except(Wire.All.Select(wire => wire.Fact)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("hologram-seen", 1, """{"text":"x"}""")]
    [InlineData("statement-added", 2, """{"text":"x"}""")]
    [InlineData("statement-added", 1, """{"text":null}""")]
    [InlineData("statement-added", 1, """{"text":7}""")]
    [InlineData("statement-added", 1, "{}")]
    [InlineData("statement-added", 1, "null")]
    [InlineData("statement-added", 1, "[1,2]")]
    [InlineData("statement-added", 1, """{"text":"half \ud83d of a character"}""")]
    [InlineData("statement-corrected", 1, """{"statement":"not an id","text":"x"}""")]
    [InlineData("statement-corrected", 1, """{"statement":7,"text":"x"}""")]
    [InlineData("answer-given", 1, """{"field":"kind","state":"perhaps","values":[]}""")]
    [InlineData("answer-given", 1, """{"field":"kind","state":1,"values":[]}""")]
    [InlineData("answer-given", 1, """{"field":"kind","state":null,"values":[]}""")]
    [InlineData("answer-given", 1, """{"field":"kind","state":"answered"}""")]
    [InlineData("answer-given", 1, """{"field":"kind","state":"answered","values":null}""")]
    [InlineData("answer-given", 1, """{"field":"kind","state":"answered","values":[null]}""")]
    [InlineData("answer-given", 1, """{"field":"kind","state":"answered","values":["bomb",1e400]}""")]
    [InlineData("answer-given", 1, """{"field":null,"state":"answered","values":["bomb"]}""")]
    [InlineData("tier-reached", 1, """{"tier":1e9,"dueAt":"2026-03-02T14:00:00Z"}""")]
    [InlineData("tier-reached", 1, """{"tier":1,"dueAt":"yesterday"}""")]
    [InlineData("priority-raised", 1, """{"to":"P9"}""")]
    [InlineData("incident-started", 1, """{"channel":"phone","team":"00000000-0000-7000-8000-0000000000b1"}""")]
    [InlineData("kept-as-it-came", 1, """{"type":"a lie"}""")]
    [InlineData("", 0, "\"\"")]
    public void What_isnt_understood_is_kept_as_it_came(string type, int version, string body)
    {
        var sent = Wire.FromClient(type, version, JsonElement.Parse(body)).ShouldBeOfType<KeptAsItCame>();
        var (read, _) = Wire.Read(Wire.Write(sent, At));
        var kept = read.ShouldBeOfType<KeptAsItCame>();
        (kept.Type, kept.WireVersion).ShouldBe((type, version));
        kept.Body.GetRawText().ShouldBe(body);
        Wire.Write(kept, At).ShouldBe(Wire.Write(sent, At));
    }

    [Fact]
    public void A_long_name_is_cut_and_a_deep_body_is_read_back()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 64)) + string.Concat(Enumerable.Repeat("]", 64));
        var sent = Wire.FromClient(new string('n', 1000), 1, JsonElement.Parse(deep));
        var kept = Wire.Read(Wire.Write(sent, At)).Fact.ShouldBeOfType<KeptAsItCame>();
        kept.Type.Length.ShouldBe(200);
        kept.Body.GetRawText().ShouldBe(deep);
    }

    [Fact]
    public void What_a_newer_version_wrote_is_kept_as_it_came()
    {
        var stored = """{"type":"case-opened","version":3,"occurredAt":"2026-03-02T14:00:00Z","body":{"number":7}}"""u8;
        Wire.Read(stored).Fact.ShouldBeOfType<KeptAsItCame>().ShouldSatisfyAllConditions(kept => kept.Type.ShouldBe("case-opened"), kept => kept.WireVersion.ShouldBe(3));
    }

    [Fact]
    public void More_than_a_fact_needs_is_no_harm() =>
        Wire.FromClient("note-added", 1, JsonElement.Parse("""{"text":"x","from":"tomorrow"}""")).ShouldBe(new NoteAdded("x"));
}
