{{/*
A Deployment's selector can never change, so these labels hold nothing that a release may change.
https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates
*/}}
{{- define "service.selectorLabels" -}}
app.kubernetes.io/name: {{ .Release.Name | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
An image's tag may be longer than a label, and end with a character that a label may not end with.
https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
*/}}
{{- define "service.labels" -}}
{{ include "service.selectorLabels" . }}
app.kubernetes.io/component: {{ .Chart.Name }}
app.kubernetes.io/part-of: flowmaestro
app.kubernetes.io/version: {{ regexReplaceAll "[^A-Za-z0-9]+$" (trunc 63 .Values.image.tag) "" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
