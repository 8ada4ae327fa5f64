global using static Holdfast.Web.Text.Texts;
