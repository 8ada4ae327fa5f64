using System.Text;
using Holdfast.Harness;
using Shouldly;

namespace Holdfast.Tests.Confidential;

public sealed class TracesTest
{
    const string Word = "quokkazephyr";

    public static TheoryData<string, byte[]> Forms()
    {
        var data = new TheoryData<string, byte[]>
        {
            { "UTF-8", Encoding.UTF8.GetBytes($"before {Word} after") },
            { "upper case", Encoding.UTF8.GetBytes($"before {Word.ToUpperInvariant()} after") },
            { "UTF-16LE", Encoding.Unicode.GetBytes($"before {Word} after") },
            { "UTF-16BE", Encoding.BigEndianUnicode.GetBytes($"before {Word} after") },
            { "hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes($"before {Word} after"))) },
            { "upper-case hex", Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.Unicode.GetBytes($"before {Word} after"))) },
        };
        foreach (var before in new[] { "", "a", "ab", "abc", "abcd" })
        {
            data.Add($"base64 after '{before}'", Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Word} after"))));
            data.Add($"base64 of UTF-16 after '{before}'", Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.Unicode.GetBytes($"{before}{Word}"))));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Finds_the_word_in_each_form(string form, byte[] bytes) => new Traces(Word).In(bytes).ShouldNotBeEmpty(form);

    [Fact]
    public void Finds_nothing_where_there_is_nothing() => new Traces(Word).In(Encoding.UTF8.GetBytes("quokka, zephyr, and 12 other words")).ShouldBeEmpty();

    [Fact]
    public void Finds_a_planted_word_in_a_folder_and_in_a_name()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["deep/er"]);
        File.WriteAllText(folder["deep/er/file"], $"xx{Word}");
        File.WriteAllText(folder[$"{Word}.txt"], "");
        new Traces(Word).InFolder(folder.Path).Count.ShouldBe(2);
    }
}
