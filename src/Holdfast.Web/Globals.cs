global using static Holdfast.Web.Procedures.SpokenProcedure;
global using static Holdfast.Web.Text.Texts;
