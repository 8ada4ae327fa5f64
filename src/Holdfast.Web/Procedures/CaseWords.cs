using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>Where the value of a case card's item comes from, in words. Pure.</summary>
public static class CaseWords
{
    public static string Of(CaseItem item, Procedure procedure) => item.Source switch
    {
        CaseSource.Text => item.Text ?? "",
        CaseSource.Answers => "from: " + string.Join(", ", item.From.Select(id => procedure.Field(id)?.Label ?? id)),
        CaseSource.Labels => "one or several of: " + string.Join(ArticleText.Between, procedure.Labels.Where(set => item.From.Contains(set.Id, StringComparer.Ordinal)).SelectMany(set => set.Labels).Select(label => label.Text).Distinct(StringComparer.Ordinal)),
        CaseSource.ReportNumber => "the number of the report; the outside form’s once it is known",
        CaseSource.Words => "the exact words",
    };
}
