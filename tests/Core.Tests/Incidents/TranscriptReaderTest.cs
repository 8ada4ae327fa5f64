using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Holdfast.Core.Incidents;
using Shouldly;
using Xunit;

namespace Holdfast.Tests.Incidents;

/// <summary>What was pasted is never changed; who said what is found where the text says so, and left alone where it does not.</summary>
[Properties(Arbitrary = [typeof(Pasted)], MaxTest = 500)]
public sealed class TranscriptReaderTest
{
    [Property]
    public void The_parts_together_are_the_text(Paste paste) => Whole(paste.Text);

    [Property]
    public void Words_are_a_stretch_of_their_part(Paste paste)
    {
        foreach (var line in TranscriptReader.Read(paste.Text))
        {
            paste.Text.Substring(line.Start, line.Length).Contains(line.Text, StringComparison.Ordinal).ShouldBeTrue(paste.Text);
            (line.Speaker?.Length ?? 0).ShouldBeLessThanOrEqualTo(paste.Text.Length);
        }
    }

    /// <summary>Found in review: a threat by somebody who wrote once was quoted as said by the one before.</summary>
    [Fact]
    public void Nobodys_words_are_laid_in_anothers_mouth()
    {
        TranscriptReader.Read("Ana: Hello\nBob: I will hurt you\nAna: Please wait").Select(line => line.Speaker).ShouldBe(["Ana", "Bob", "Ana"]);
        TranscriptReader.Read("14:02 Ana: Listen\nReason: the bill\n14:03 Ana: that is all").Select(line => line.Speaker).ShouldBe(["Ana", "Ana"]);
    }

    [Theory]
    [InlineData("[14:02:11] Ana: You will be sorry", "Ana", "14:02:11", "You will be sorry")]
    [InlineData("14:02 Customer: I know where you park", "Customer", "14:02", "I know where you park")]
    [InlineData("Ana (2:02 PM): I mean it: tonight", "Ana", "2:02 PM", "I mean it: tonight")]
    [InlineData("12/23/26, 2:02\u202FPM - Ana Lima: see you", "Ana Lima", "12/23/26, 2:02\u202FPM", "see you")]
    [InlineData("[12/23/26, 2:02:11 PM] Ana: see you", "Ana", "12/23/26, 2:02:11 PM", "see you")]
    [InlineData("2026-03-02T14:02:11Z Ana: see you", "Ana", "2026-03-02T14:02:11Z", "see you")]
    [InlineData("14:02:11 | Ana (visitor): see you", "Ana (visitor)", "14:02:11", "see you")]
    [InlineData("Customer: see https://example.org/a:b", "Customer", null, "see https://example.org/a:b")]
    [InlineData("[14:02] the chat was moved", null, "14:02", "the chat was moved")]
    public void A_line_of_a_chat_says_who_and_when(string text, string? speaker, string? time, string words)
    {
        var line = Whole(text).ShouldHaveSingleItem();
        (line.Speaker, line.Time, line.Text, line.Part).ShouldBe((speaker, time, words, TranscriptPart.Words));
    }

    [Theory]
    [InlineData("I will say this: you are dead")]
    [InlineData("14:02 is when I come")]
    [InlineData("Listen: I mean it\nTomorrow: you will see")]
    [InlineData("See you at 14:02\nand bring money")]
    [InlineData("http://example.org is yours?")]
    [InlineData("From: nobody in particular")]
    public void A_sentence_that_looks_like_a_name_keeps_its_words(string text)
    {
        var lines = Whole(text);
        string.Join('\n', lines.Select(line => line.Text)).ShouldBe(text);
        lines.ShouldAllBe(line => line.Speaker == null && line.Time == null);
    }

    [Fact]
    public void A_message_of_several_lines_is_one_quote()
    {
        var lines = Whole("[14:02] Ana: If this issue is not resolved,\nI will hurt my family.\n\n[14:03] Agent: Where are you?\r\n");
        lines.Select(line => (line.Speaker, line.Text)).ShouldBe(
            [("Ana", "If this issue is not resolved,\nI will hurt my family."), ("Agent", "Where are you?")]);
    }

    [Fact]
    public void The_other_side_of_an_agent_is_believed_with_one_line()
    {
        var lines = Whole("Agent: Hello\nAna: I will burn it down\nwith all of you in it");
        lines.Select(line => (line.Speaker, line.Text)).ShouldBe([("Agent", "Hello"), ("Ana", "I will burn it down\nwith all of you in it")]);
    }

    [Fact]
    public void A_name_with_a_time_stands_over_its_words()
    {
        var lines = Whole("Ana 14:02\nI know where you live\nAgent 14:03\nWho is this?");
        lines.Select(line => (line.Speaker, line.Time, line.Text, line.Part)).ShouldBe(
        [
            ("Ana", "14:02", "Ana 14:02", TranscriptPart.Header), ("Ana", "14:02", "I know where you live", TranscriptPart.Words),
            ("Agent", "14:03", "Agent 14:03", TranscriptPart.Header), ("Agent", "14:03", "Who is this?", TranscriptPart.Words),
        ]);
    }

    [Fact]
    public void An_email_keeps_its_headers_and_its_paragraphs()
    {
        const string mail = "Return-Path: <sam@example.org>\r\nReceived: from mail.example\r\n\tby mx.example\r\nFrom: Sam <sam@example.org>\r\nTo: help@example.com\r\nSubject: your parking lot\r\nMessage-ID: <1@example.org>\r\n"
            + "Received: from a.example\r\n\tby b.example\r\nDate: Mon, 2 Mar 2026 13:55:02 -0800\r\n\r\n"
            + "you people should watch\r\nyour parking lot\r\n\r\nthink of it\r\n\r\nOn Sunday, Help wrote:\r\n> Dear Sam,\r\n> no.\r\n";
        var lines = Whole(mail);
        lines.Where(line => line.Part == TranscriptPart.Header).Select(line => line.Text).ShouldBe(
            ["Return-Path: <sam@example.org>", "Received: from mail.example\r\n\tby mx.example", "From: Sam <sam@example.org>", "To: help@example.com", "Subject: your parking lot", "Message-ID: <1@example.org>",
            "Received: from a.example\r\n\tby b.example", "Date: Mon, 2 Mar 2026 13:55:02 -0800"]);
        var body = lines.Where(line => line.Part == TranscriptPart.Words).ToArray();
        body[0].Text.ShouldBe("you people should watch\r\nyour parking lot");
        (body[0].Speaker, body[0].Time).ShouldBe(("Sam <sam@example.org>", "Mon, 2 Mar 2026 13:55:02 -0800"));
        body[1].Text.ShouldBe("think of it");
        var earlier = lines.Single(line => line.Part == TranscriptPart.Earlier);
        (earlier.Speaker, earlier.Text).ShouldBe((null, "> Dear Sam,\r\n> no."));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("[")]
    [InlineData(":")]
    [InlineData("a: ")]
    [InlineData("1:")]
    [InlineData("14:02 ")]
    [InlineData(">\n")]
    [InlineData("From: a\nTo: b\n ")]
    [InlineData("Ana 14:02\n")]
    [InlineData("(14:02):")]
    public void Hostile_text_gives_a_bounded_number_of_parts(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        Whole(text).Length.ShouldBeLessThanOrEqualTo(TranscriptReader.MostParts + 200_000 / TranscriptReader.LongestPart + 1);
    }

    static System.Collections.Immutable.ImmutableArray<TranscriptLine> Whole(string text)
    {
        var lines = TranscriptReader.Read(text);
        string.Concat(lines.Select(line => text.Substring(line.Start, line.Length))).ShouldBe(text);
        lines.Aggregate(0, (at, line) => line.Start == at ? at + line.Length : -1).ShouldBe(text.Length);
        return lines;
    }
}

/// <summary>Text as somebody could paste it, made of what the reader looks for.</summary>
public sealed record Paste(string Text);

/// <summary>For <c>[Property(Arbitrary = [typeof(Pasted)])]</c>.</summary>
public static class Pasted
{
    static readonly string[] Pieces =
    [
        "Ana", "Agent", ": ", ":", "14:02", "2:02 PM", "[", "]", "(", ")", "):", "\n", "\r\n", "\r", "\n\n", " ", "> ", "12/23/26, ", " - ", "From: a@b", "To: c@d",
        "Subject: x", "Date: y", "I will", "\uD83D\uDE00", "\uD83D", "\u202F", "\u200E", "T", "Z", "https://", "\t",
    ];

    public static Arbitrary<Paste> Any() => Gen.Elements(Pieces).ListOf().Select(pieces => new Paste(string.Concat(pieces))).ToArbitrary();
}
