using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>What is printed to be filled in by hand: paper hides nothing, and nothing is printed twice.</summary>
public sealed class PrintedSheetTest
{
    static string[] Fields(Sheet sheet) => [.. sheet.Sections.SelectMany(one => one.Fields).Select(one => one.Field.Id)];

    [Fact]
    public void The_form_of_a_channel_and_the_checklist_of_a_kind()
    {
        var sheets = Sheet.Of(Small.Procedure, Channel.Phone, [Small.Bomb, Small.SelfHarm, "no such kind"]);
        sheets.Select(sheet => sheet.Kind?.Value).ShouldBe([null, Small.Bomb], "the others have no checklist");
        Fields(sheets[0]).ShouldNotContain(Small.Handle);
        Fields(sheets[1]).ShouldBe([Small.Fuse]);
        Fields(Sheet.Of(Small.Procedure, Channel.Chat, [])[0]).ShouldContain(Small.Handle);
        Sheet.Checklists(Small.Procedure, Channel.Phone).Select(kind => kind.Value).ShouldBe([Small.Bomb]);
    }

    [Fact]
    public void What_depends_on_another_answer_is_printed_with_its_condition()
    {
        var form = Sheet.Of(Small.Procedure, Channel.Phone, [])[0];
        var seen = form.Sections.SelectMany(one => one.Fields).First(one => one.Field.Id == Small.Seen);
        seen.Only.Conditions.ShouldHaveSingleItem().Key.ShouldBe(Small.Manner);
        form.Sections.SelectMany(one => one.Fields).First(one => one.Field.Id == Small.Name).Only.Conditions.ShouldBeEmpty();
    }

    [Fact]
    public void A_field_for_one_kind_in_a_part_for_all_stands_on_that_kinds_sheet()
    {
        var sections = Small.Procedure.Sections;
        var extra = sections[1].Fields[0] with { Id = "extra", When = Small.If(Small.Kind, Small.SelfHarm) };
        var procedure = Small.Procedure with { Sections = sections.SetItem(1, sections[1] with { Fields = sections[1].Fields.Add(extra) }) };
        var sheets = Sheet.Of(procedure, Channel.Phone, Small.Kinds);
        Fields(sheets[0]).ShouldNotContain("extra");
        sheets.Select(sheet => sheet.Kind?.Value).ShouldBe([null, Small.Bomb, Small.SelfHarm]);
        Fields(sheets[2]).ShouldBe(["extra"]);
        sheets.SelectMany(Fields).ShouldBeUnique();
    }
}
