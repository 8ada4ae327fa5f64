using System.Globalization;
using FsCheck.Xunit;
using Holdfast.Core.Evidence;
using Shouldly;

namespace Holdfast.Tests.Evidence;

public sealed class ShownNameTest
{
    [Theory]
    [InlineData("call 14-02.mp3", "call 14-02.mp3")]
    [InlineData("Fotografía de Ángel.png", "Fotografía de Ángel.png")]
    [InlineData("صورة.png", "صورة.png")]
    [InlineData("invoice\u202Egnp.exe", "invoice[U+202E]gnp.exe")]
    [InlineData("a\u2066b\u2069.txt", "a[U+2066]b[U+2069].txt")]
    [InlineData("a\u200B\uFEFF\u00ADb.txt", "ab.txt")]
    [InlineData("a\0\u0007b\r\nc.txt", "a b c.txt")]
    [InlineData("picture.png                                             .exe", "picture.png .exe")]
    [InlineData("../../etc/passwd", "../../etc/passwd")]
    [InlineData("  ", "file")]
    [InlineData("\u200B\u3164", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    public void To_be_read(string? name, string shown) => ShownName.Of(name).ShouldBe(shown);

    [Theory]
    [InlineData("call 14-02.mp3", "call 14-02.mp3")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\me\note.txt", "note.txt")]
    [InlineData(@"a/b\..", "file")]
    [InlineData("..", "file")]
    [InlineData("folder/", "file")]
    [InlineData("CON", "_CON")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("aux .tar.gz", "_aux .tar.gz")]
    [InlineData("COM1.log", "_COM1.log")]
    [InlineData("lpt¹", "_lpt¹")]
    [InlineData("console.txt", "console.txt")]
    [InlineData("report.pdf. . .", "report.pdf")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("a.txt:stream", "a.txt_stream")]
    [InlineData("a\"b|c?d*e<f>.txt", "a_b_c_d_e_f_.txt")]
    [InlineData("invoice\u202Egnp.exe", "invoicegnp.exe")]
    [InlineData("a\r\nSet-Cookie: x", "a Set-Cookie_ x")]
    public void To_be_saved(string? name, string saved) => ShownName.ForDownload(name).ShouldBe(saved);

    [Fact]
    public void A_long_name_is_cut_in_its_middle_and_keeps_its_ending()
    {
        var shown = ShownName.Of(new string('a', 300) + " final.tar.gz");
        shown.Length.ShouldBe(ShownName.Longest);
        shown.ShouldStartWith("aaaa");
        shown.ShouldContain("…");
        shown.ShouldEndWith(" final.tar.gz");
        ShownName.Of(new string('a', 1_000_000) + ".exe").ShouldEndWith(".exe");
    }

    [Fact]
    public void Half_a_character_is_shown_as_damaged() => ShownName.Of("a" + '\uD800' + "b").ShouldBe("a\uFFFDb");

    [Fact]
    public void Marks_upon_marks_do_not_grow_over_the_page() => ShownName.Of("Z" + new string('\u0301', 50) + ".png").ShouldBe("Z\u0301\u0301.png");

    [Fact]
    public void A_cut_never_halves_a_character()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            ShownName.Of(new string('x', shift) + string.Concat(Enumerable.Repeat("🔥", 100))).EnumerateRunes().ShouldNotContain(rune => rune.Value == 0xFFFD);
        }
    }

    [Property(MaxTest = 2000)]
    public void Whatever_it_is_called_there_is_something_harmless_to_read_and_to_save(string? name, int bad)
    {
        string[] parts = ["", "\u202E", "../", "\\", "CON.", "\0", " . ", "\uDC00", ":", new('é', 200)];
        var called = parts[(bad & int.MaxValue) % parts.Length] + name;

        var shown = ShownName.Of(called);
        shown.ShouldBe(ShownName.Of(called));
        shown.Length.ShouldBeInRange(1, ShownName.Longest);
        shown.EnumerateRunes().ShouldNotContain(rune => System.Text.Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || System.Text.Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format);

        var saved = ShownName.ForDownload(called);
        saved.Length.ShouldBeInRange(1, ShownName.Longest + 1);
        saved.IndexOfAny(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0', '\r', '\n']).ShouldBe(-1);
        saved[^1].ShouldNotBeOneOf(' ', '.');
        System.Text.Encoding.UTF8.GetByteCount(saved).ShouldBeLessThan(255);
    }
}
