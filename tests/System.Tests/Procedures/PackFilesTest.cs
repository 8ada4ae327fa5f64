using System.Text;
using Holdfast.Integrations.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>A version of a pack is kept as bytes and read again years later; its hash is its name.</summary>
public sealed class PackFilesTest
{
    [Fact]
    public void What_is_stored_is_read_again_exactly()
    {
        var again = PackFiles.FromBytes(SmallPack.Files.ToBytes());
        again.Names.ShouldBe(SmallPack.Files.Names);
        again.Hash.ShouldBe(SmallPack.Files.Hash);
        Encoding.UTF8.GetString(again.Bytes("case.yaml")).ShouldStartWith("title: Case");
        PackReader.Read(again).Procedure.ShouldNotBeNull().Title.ShouldBe("Small");
    }

    [Fact]
    public void The_order_in_which_files_are_found_makes_no_difference()
    {
        var texts = SmallPack.Files.Names.ToDictionary(name => name, name => Encoding.UTF8.GetString(SmallPack.Files.Bytes(name)));
        PackFiles.Of(texts.Reverse()).Hash.ShouldBe(PackFiles.Of(texts).Hash);
    }

    [Fact]
    public void One_letter_makes_another_version() => SmallPack.With("case.yaml", "title: Case", "title: Cases").Hash.ShouldNotBe(SmallPack.Files.Hash);

    [Fact]
    public void A_letter_moved_from_a_name_into_its_file_makes_another_version() =>
        PackFiles.Of([KeyValuePair.Create("forms/ab", "c")]).Hash.ShouldNotBe(PackFiles.Of([KeyValuePair.Create("forms/a", "bc")]).Hash);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(18)]
    [InlineData(60)]
    public void What_was_cut_short_is_not_read(int length) =>
        Should.Throw<FormatException>(() => PackFiles.FromBytes(SmallPack.Files.ToBytes().AsSpan(0, length)));

    [Fact]
    public void A_length_beyond_the_end_is_not_believed()
    {
        var bytes = SmallPack.Files.ToBytes();
        bytes.AsSpan(16, 4).Fill(0x7f);
        Should.Throw<FormatException>(() => PackFiles.FromBytes(bytes));
    }
}
