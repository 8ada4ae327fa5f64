using System.Text;
using Holdfast.Harness;
using Holdfast.Integrations.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>A pack is a stranger's file: whatever lies in it, reading ends with errors, never with an exception, a hang or a file from elsewhere.</summary>
public sealed class HostilePacksTest : IDisposable
{
    readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Texts => new()
    {
        { "deep lists", string.Concat(Enumerable.Repeat("[", 100_000)) },
        { "deep maps", string.Concat(Enumerable.Range(0, 2_000).Select(depth => new string(' ', depth) + "a:\n")) },
        { "a million braces", new string('{', 1_000_000) },
        { "an anchor that holds itself", "a: &a [*a]" },
        { "anchors that multiply", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]" },
        { "an alias of nothing", "a: *nothing" },
        { "the same key twice", "id: a\nid: b" },
        { "a list as a key", "? [a, b]\n: c" },
        { "a map as a key", "{ { a: b }: c }" },
        { "two documents", "id: a\n---\nid: b" },
        { "a tag", "id: !!python/object:os.system rm" },
        { "unclosed", "id: [unclosed" },
        { "a tab", "id:\n\t- a" },
        { "only a comment", "# nothing" },
        { "nothing", "" },
        { "a scalar", "just words" },
        { "a list", "- a\n- b" },
        { "a directive", "%YAML 9.9\n---\na: b" },
        { "a long key", new string('k', 100_000) + ": v" },
        { "a null letter", "id: a\0b" },
        { "a merge", "<<: { id: a }" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_text_is_an_error_in_every_file(string what, string text)
    {
        foreach (var file in new[] { "procedure.yaml", "case.yaml", "escalation.yaml", "forms/1.yaml", "examples/1.yaml", "languages/es/words.yaml" })
        {
            PackReader.Read(SmallPack.With(file, text)).Errors.ShouldContain(error => error.File == file, what);
        }

        PackReader.Read(SmallPack.Spanish(("languages/es/guidance/1.md", $"---\n{text}\n---\n"))).Errors.ShouldContain(error => error.File == "languages/es/guidance/1.md", what);

        PackReader.Read(SmallPack.With("guidance/1.md", text)).Errors.ShouldContain(error => error.File == "guidance/1.md", what);
        PackReader.Read(SmallPack.With("guidance/1.md", $"---\n{text}\n---\n")).Errors.ShouldContain(error => error.File == "guidance/1.md", what);
    }

    [Theory]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("*a ")]
    [InlineData("![")]
    [InlineData("<")]
    [InlineData("| a ")]
    [InlineData("`")]
    public void Markdown_without_end_is_read_or_refused(string piece)
    {
        var text = "---\nid: all\ntitle: All\n---\n" + string.Concat(Enumerable.Repeat(piece, 20_000)) + "x\n";
        var read = PackReader.Read(SmallPack.With("guidance/1.md", text));
        (read.Procedure is null).ShouldBe(!read.Errors.IsEmpty);
    }

    [Fact]
    public void An_article_longer_than_128_KiB_is_refused() =>
        PackReader.Read(SmallPack.With("guidance/1.md", "---\nid: all\ntitle: All\n---\n" + new string('[', 128 * 1024))).Errors
            .ShouldContain(new PackError("guidance/1.md", 0, "An article has at most 128 KiB. Split it."));

    [Fact]
    public void Random_bytes_are_errors()
    {
        // A fixed seed of our own: the same bytes in every run.
        var state = 42u;
        var bytes = new byte[400];
        for (var round = 0; round < 300; round++)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                state = state * 1664525 + 1013904223;
                bytes[i] = (byte)(state >> 24);
            }

            var text = Encoding.Latin1.GetString(bytes);
            PackReader.Read(SmallPack.With("forms/1.yaml", text)).Errors.ShouldNotBeEmpty();
            PackReader.Read(SmallPack.With("forms/1.yaml", new string([.. text.Where(letter => letter is > ' ' and < (char)127)]))).Errors.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void A_pack_cut_anywhere_is_read_or_refused()
    {
        var whole = Encoding.UTF8.GetString(SmallPack.Files.Bytes("procedure.yaml"));
        for (var length = 0; length < whole.Length; length += 7)
        {
            var read = PackReader.Read(SmallPack.With("procedure.yaml", whole[..length]));
            (read.Procedure is null).ShouldBe(!read.Errors.IsEmpty);
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_named()
    {
        Write("procedure.yaml", [0xff, 0xfe, 0x00, 0xd8]);
        Errors().ShouldContain(error => error.File == "procedure.yaml" && error.Text == "This is not a text in UTF-8. Save it as one.");
    }

    [Fact]
    public void A_link_leads_nowhere()
    {
        Write("case.yaml", "title: Case"u8);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "procedure.yaml"), "/etc/passwd");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "forms"), "/etc");
        Errors().Where(error => error.Text == "This is a link. Put the file itself here.").Select(error => error.File).ShouldBe(["forms", "procedure.yaml"]);
        PackFiles.ReadFolder(folder.Path).Names.ShouldBe(["case.yaml"]);
    }

    [Fact]
    public void More_than_4_MiB_is_not_read()
    {
        Write("procedure.yaml", new byte[3 * 1024 * 1024]);
        Write("case.yaml", new byte[2 * 1024 * 1024]);
        Errors().ShouldContain(error => error.File == "procedure.yaml" && error.Text.StartsWith("A pack has at most 4 MiB.", StringComparison.Ordinal));
    }

    [Fact]
    public void More_than_200_files_are_not_read()
    {
        for (var number = 0; number < 210; number++)
        {
            Write($"forms/{number:000}.yaml", "sections: []"u8);
        }

        Errors().Count(error => error.Text.StartsWith("A pack has at most 200 files.", StringComparison.Ordinal)).ShouldBe(10);
    }

    [Fact]
    public void What_belongs_to_no_pack_is_named_and_what_begins_with_a_dot_passed_over()
    {
        Write("forms/threat.yml", "sections: []"u8);
        Write("notes.txt", "notes"u8);
        Write("pictures/a.png", "x"u8);
        Write(".git/config", "x"u8);
        Write("guidance/more/a.md", "x"u8);
        Write("languages/a.yaml", "x"u8);
        Write("languages/es/a.yaml", "x"u8);
        Write("languages/es/forms/a.yaml", "x"u8);
        Errors().Select(error => error.File).ShouldBe(["forms/threat.yml", "guidance/more", "languages/a.yaml", "languages/es/a.yaml", "languages/es/forms", "notes.txt", "pictures"]);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_one_error() =>
        PackReader.ReadFolder(Path.Combine(folder.Path, "nowhere")).Errors.ShouldHaveSingleItem().Text.ShouldStartWith("The folder can't be read.");

    IEnumerable<PackError> Errors() => PackReader.ReadFolder(folder.Path).Errors;

    void Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
